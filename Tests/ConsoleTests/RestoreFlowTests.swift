import Canvas
import Console
import Foundation
import Replication
import Testing

/// What is made of replicas and snapshots, by keyboard (S57–S61, S69), and the boards over everything.
struct RestoreFlowTests {
  /// A list of one replica that was drilled.
  static func showReplica(_ desk: inout Desk) {
    var replica = Fixtures.backups[3]
    replica.kind = .replica
    replica.source = SourceLink(id: Fixtures.id(1), region: Fixtures.bangkok.id)
    replica.drill = DrillCertificate(
      date: Fixtures.now.addingTimeInterval(-7200), passed: true, percent: 10, chunks: 12, bytes: 48 << 20,
      manifests: [], original: true, requester: Operator(user: "ada", host: "h"))
    desk.backups = [replica]
    desk.send(.changed)
  }

  static func image(_ number: Int, of backup: Backup) -> Image {
    Image(
      id: Fixtures.id(600 + number), name: backup.name, region: backup.region, backup: backup.id, disks: [],
      createdAt: Fixtures.now.addingTimeInterval(Double(number) * -3600))
  }

  /// Opens the menu and chooses a line of it.
  static func choose(_ label: String, _ desk: inout Desk) {
    desk.press(.character("m"))
    for _ in 0..<16 where !desk.lines.contains(where: { $0.contains("▌ \(label)") || $0.contains("> \(label)") }) {
      desk.press(.down)
    }
    desk.press(.enter)
  }

  static func answerLag(_ desk: inout Desk) {
    guard let request = desk.request({ if case .lag(let number) = $0 { number } else { nil } }) else { return }
    func fact(_ name: String, _ region: Region?, hours: Double?, rate: Double? = nil) -> LagFact {
      LagFact(
        type: .server, resource: NamedReference(id: name, name: name), origin: Fixtures.hongKong.id,
        region: region?.id, original: Fixtures.now, copied: hours.map { Fixtures.now.addingTimeInterval($0 * -3600) },
        underway: rate.map {
          LagFact.Underway(
            task: "t", status: .running, moment: Fixtures.now, bytesLeft: 7200, rate: $0)
        })
    }
    desk.send(
      .lag(
        [
          fact("web-01", Fixtures.bangkok, hours: 3), fact("db-01", nil, hours: nil),
          fact("web-02", Fixtures.singapore, hours: 40, rate: 1), fact("web-03", Fixtures.bangkok, hours: 23),
        ], request: request))
  }

  @Test("S61: a replica's menu offers its uses, and says why it cannot be replicated again")
  func menu() {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    Self.showReplica(&desk)
    desk.press(.character("m"))
    for label in ["Create Image", "Create Server", "Restore Drill", "Verify"] {
      #expect(desk.lines.contains { $0.contains("  \(label) ") || $0.contains("▌ \(label) ") }, "\(label)")
    }
    #expect(desk.lines.contains { $0.contains("Create Replica") && $0.contains("This is a replica.") })
    #expect(!desk.text.contains("Create File System") && !desk.text.contains("Create Disk"))
  }

  @Test("S58: the image dialog asks for folder and format")
  func image() throws {
    var desk = Desk.inHongKong()
    Self.showReplica(&desk)
    Self.choose("Create Image", &desk)
    #expect(desk.text.contains("┌─ Create Image") && desk.text.contains("Format"))
    desk.press(.control("u"))
    desk.type("/srv/images")
    desk.press(.tab, .right, .control("s"))
    let sent = desk.open.compactMap { if case .createImage(let request, _) = $0 { request } else { nil } }
    #expect(sent == [ImageRequest(backup: Fixtures.backups[3].id, output: "/srv/images", format: .qcow2)])
  }

  @Test("S58: a server is made of an image; without one the console says what to do first")
  func server() throws {
    var desk = Desk.inHongKong()
    Self.showReplica(&desk)
    Self.choose("Create Server", &desk)
    let line = desk.lines.first { $0.contains("▌ Create Server") }
    #expect(line?.contains("No image yet; Create Image makes one.") == true)
    desk.press(.escape, .character(":"))
    desk.type("create server")
    desk.press(.enter)
    #expect(desk.text.contains("has no image yet. Make one first: Create Image."))
    desk.images = [Self.image(1, of: desk.backups[0]), Self.image(2, of: desk.backups[0])]
    desk.images.append(Self.image(3, of: Fixtures.backups[5]))
    Self.choose("Create Server", &desk)
    #expect(desk.text.contains("┌─ Create Server") && desk.text.contains("beside the region's store"))
    #expect(desk.text.contains("2 choices"))
    desk.press(.control("s"))
    #expect(desk.text.contains("! Choose an image."))
    desk.press(.right, .tab, .control("u"))
    desk.type("web dr")
    desk.press(.tab)
    #expect(desk.text.contains("! Character 4 is a space"))
    desk.press(.backTab, .control("u"))
    desk.type("web-dr")
    desk.press(.control("s"))
    let (request, number) = try #require(
      desk.open.compactMap { effect in
        if case .createServer(let request, let number) = effect { (request, number) } else { nil }
      }.first as (ServerRequest, Int)?)
    #expect(request == ServerRequest(image: Fixtures.id(601), name: "web-dr"))
    var task = Fixtures.task(9, of: desk.backups[0], to: Fixtures.hongKong, .waiting)
    task.type = .provision
    task.target = TaskEndpoint(id: "s", name: "web-dr", region: Fixtures.hongKong.id)
    desk.send(.admitted(Admission(tasks: [task]), request: number))
    #expect(desk.text.contains("Making the server web-dr in CN-Hong Kong."))
  }

  @Test("A drill asks how much and where; the page and a column show the last one")
  func drill() throws {
    var desk = Desk.inHongKong(columns: 200, rows: 45)
    Self.showReplica(&desk)
    #expect(desk.lines.contains { $0.contains("DRILL") })
    #expect(desk.lines.contains { $0.contains("web-02-0413") && $0.contains("   2h") })
    desk.press(.enter)
    #expect(desk.text.contains("passed 2h ago: a sample of 10 % rebuilt as it was backed up"))
    desk.press(.escape)
    Self.choose("Restore Drill", &desk)
    desk.press(.control("u"))
    desk.type("150%")
    desk.press(.control("s"))
    #expect(desk.text.contains("! Write a share from 1% to 100%."))
    desk.press(.control("u"))
    desk.type("25%")
    desk.press(.control("s"))
    let sent = desk.open.compactMap { if case .drill(let request, _) = $0 { request } else { nil } }
    #expect(sent == [DrillRequest(source: Fixtures.backups[3].id, percent: 25)])
  }

  @Test("A snapshot's drill asks the same, and its page says what the last one found")
  func snapshotDrill() throws {
    var desk = SnapshotFlowTests.desk()
    desk.snapshots[0].drill = DrillCertificate(
      date: Fixtures.now.addingTimeInterval(-7_200), passed: false, percent: 100, chunks: 9, bytes: 1 << 20,
      manifests: ["m"], original: true, requester: Fixtures.requester, problem: "The pack is damaged.")
    desk.send(.changed)
    desk.press(.enter)
    #expect(desk.text.contains("failed 2h ago: The pack is damaged."))
    desk.press(.escape)
    Self.choose("Restore Drill", &desk)
    #expect(desk.text.contains("snap-oi5spwt2") && desk.text.contains("How much"))
    desk.press(.control("u"))
    desk.type("10%")
    desk.press(.control("s"))
    let sent = desk.open.compactMap { if case .drill(let request, _) = $0 { request } else { nil } }
    #expect(sent == [DrillRequest(source: "snap-oi5spwt2", percent: 10)])
  }

  @Test("S57, S69: a snapshot makes a disk; a copied one says that it cannot roll back the source's disk")
  func disk() throws {
    var desk = SnapshotFlowTests.desk()
    desk.press(.character("m"))
    #expect(desk.text.contains("Create Disk") && !desk.text.contains("Roll Back"))
    desk.press(.escape)
    Self.choose("Create Disk", &desk)
    desk.press(.control("s"))
    #expect(desk.text.contains("! Write an absolute file"))
    desk.type("/srv/d.img")
    desk.press(.control("s"))
    let sent = desk.open.compactMap { if case .createDisk(let request, _) = $0 { request } else { nil } }
    #expect(sent == [DiskRequest(snapshot: "snap-oi5spwt2", name: "data-01-restored", path: "/srv/d.img")])

    var other = SnapshotFlowTests.desk()
    other.snapshots[0].source = SourceLink(id: "snap-aaaa1111", region: Fixtures.bangkok.id)
    other.send(.changed)
    other.press(.character("m"))
    #expect(other.lines.contains { $0.contains("Roll Back") && $0.contains("A copy cannot roll back the disk in") })
  }

  @Test("S27: a vault can be let grow by itself, and the dialog says what happens when it is full")
  func growth() throws {
    var desk = Desk.inHongKong()
    desk.press(.character("1"), .character(":"))
    desk.type("expand")
    desk.press(.enter)
    #expect(desk.text.contains("When full") && desk.text.contains("refuses"))
    desk.press(.tab, .right)
    #expect(desk.text.contains("grows by itself"))
    desk.press(.control("s"))
    let sent = desk.open.compactMap { effect in
      if case .expandVault(_, _, let growth, _) = effect { growth } else { nil } as Bool?
    }
    #expect(sent == [true])
  }

  @Test("The lag board shows the worst first, each with its forecast")
  func lagBoard() throws {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    desk.press(.character("L"))
    Self.answerLag(&desk)
    #expect(desk.text.contains("2 further behind than 1 d, 1 soon, 1 within it."))
    let order = ["db-01", "web-02", "web-03", "web-01"].map { name in
      desk.lines.firstIndex { $0.contains(name) && ($0.contains("behind") || $0.contains("No verified copy")) }
    }
    #expect(order.allSatisfy { $0 != nil } && order.compactMap { $0 } == order.compactMap { $0 }.sorted())
    #expect(desk.text.contains("Too far behind for 16 h; a copy arrives in 2 h."))
    desk.type("bangkok")
    #expect(!desk.lines.contains { $0.contains("AP-Singapore: 1 d") })
  }
}
