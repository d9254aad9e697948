import Canvas
import Foundation
import Replication
import Testing

@testable import Console

@Suite("A live account in the console (issue 6, point 5)")
struct LiveAccountTests {
  @Test("The age of what was read stands in the header; what is read all the time has none")
  func age() {
    var desk = Desk(columns: 140, rows: 45, profile: .huaweiCBR)
    #expect(!desk.lines[0].contains(" ago"))
    var region = Fixtures.hongKong
    region.refreshedAt = Fixtures.now.addingTimeInterval(-300)
    desk.send(.regions([region]))
    #expect(desk.lines[0].contains("read 5m ago"))
    region.refreshedAt = Fixtures.now.addingTimeInterval(-60)
    desk.send(.regions([region]))
    #expect(!desk.lines[0].contains(" ago"))
  }

  @Test("A policy's form that is opened before the account was read learns where it can lie and replicate to")
  func formBeforeAnswers() throws {
    var desk = Desk(scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    desk.press(.character("p"), .character("n"))
    desk.type("nightly")
    #expect(desk.text.contains("being read…"))
    PolicyBoardTests.answer(&desk, .list([], vaults: [PolicyBoardTests.servers, PolicyBoardTests.replicas]))
    #expect(desk.text.contains("[ nightly") && !desk.text.contains("being read…"))
    desk.press(.control("s"))
    guard case .create(let request)? = PolicyBoardTests.questions(desk).last?.0 else {
      Issue.record("nothing was asked: \(desk.text)")
      return
    }
    #expect(request.region == Fixtures.hongKong.id)
    let destination = try #require(request.destination?.region)
    #expect(destination != request.region && !destination.isEmpty)
  }

  @Test("The marks of a live account say available, never verified")
  func legend() {
    var desk = Desk(columns: 140, rows: 45, scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    #expect(desk.text.contains("● available") && !desk.text.contains("verified"))
    desk.press(.character("?"))
    #expect(!desk.text.contains("verified replica"))
  }

  /// A live account's dialog with everything chosen and OK pressed before the check was answered, and its request.
  private static func sent() throws -> (Desk, Int) {
    var desk = Desk(scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    desk.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .right)
    #expect(desk.text.contains("; checking…") && !desk.text.contains("really crosses"))
    desk.press(.control("s"))
    let number = desk.request { if case .createReplicas(_, let number) = $0 { number } else { nil } }
    return (desk, try #require(number))
  }

  @Test("What the cloud refuses, or fails to answer, ends the check that the request overtook (S73)")
  func refused() throws {
    var (desk, number) = try Self.sent()
    let refusal = Refusal(
      code: .vaultCapacity, message: "The destination vault is full.", field: .vault, region: Fixtures.singapore.id)
    desk.send(.admitted(Admission(refused: [refusal]), request: number))
    #expect(desk.text.contains("! The destination vault is full.") && !desk.text.contains("checking…"), "\(desk.text)")
    desk.fireTimers()
    #expect(desk.text.contains("! The destination vault is full.") && !desk.text.contains("checking…"))
    (desk, number) = try Self.sent()
    desk.send(.failed(Explanation(code: "throttled", message: "Too many requests.", next: "Wait."), request: number))
    #expect(desk.text.contains("! Too many requests. Wait.") && !desk.text.contains("checking…"))
  }

  @Test("After a partial start Esc discards nothing and asks nothing, unless something was changed since (S18)")
  func partial() throws {
    var desk = SnapshotFlowTests.desk()
    desk.press(.character("r"), .right, .tab, .enter, .control("s"))
    let number = try #require(desk.request { if case .copySnapshots(_, let number) = $0 { number } else { nil } })
    var task = Fixtures.task(9, of: Fixtures.backups[0], to: Fixtures.bangkok, .waiting)
    task.type = .copy
    task.target = TaskEndpoint(id: "snap-zz99yy88", name: "x", region: Fixtures.bangkok.id)
    let refusal = Refusal(
      code: .snapshotQuota, message: "No room.", field: .region, region: Fixtures.singapore.id)
    desk.send(.admitted(Admission(tasks: [task], refused: [refusal]), request: number))
    #expect(desk.text.contains("1 started; this one was refused.") && !desk.text.contains("working out"))
    var edited = desk
    desk.press(.escape)
    #expect(desk.question == nil && !desk.text.contains("┌─ Cross-region replication"))
    edited.press(.right, .escape)
    #expect(edited.question?.title == "Discard")
  }

  @Test("OK in a policy's form before the account was read says so, asks for it once more, and then works (S48)")
  func tooEarly() {
    var desk = Desk(scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    desk.press(.character("p"), .character("n"))
    desk.type("nightly")
    desk.press(.control("s"))
    #expect(desk.text.contains("! Regions, vaults and policies are still being read; try again soon."))
    #expect(PolicyBoardTests.questions(desk).map(\.0) == [.list])
    guard let number = PolicyBoardTests.questions(desk).last?.1 else { return }
    desk.open = []
    desk.send(.failed(Explanation(code: "throttled", message: "Too many requests."), request: number))
    #expect(desk.text.contains("! Too many requests."))
    desk.press(.control("s"))
    #expect(desk.text.contains("still being read") && PolicyBoardTests.questions(desk).map(\.0) == [.list])
    PolicyBoardTests.answer(&desk, .list([], vaults: [PolicyBoardTests.servers, PolicyBoardTests.replicas]))
    #expect(!desk.text.contains("still being read"))
    desk.press(.control("s"))
    guard case .create? = PolicyBoardTests.questions(desk).last?.0 else {
      Issue.record("nothing was asked: \(desk.text)")
      return
    }
  }

  /// A desk whose first replication stands at 60 % since a moment, as a live cloud's do.
  static func standing(since seconds: Double, columns: Int = 80, rows: Int = 24) -> Desk {
    var desk = Desk(columns: columns, rows: rows, scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    var former = Fixtures.task(1, of: Fixtures.backups[1], to: Fixtures.bangkok, .running)
    (former.bytesTransferred, former.rate, former.bytesTotal, former.bytesDone) = (nil, nil, 100, 60)
    former.noteProgress(since: nil, now: Fixtures.now.addingTimeInterval(-seconds))
    desk.tasks = [former]
    desk.send(.changed)
    return desk
  }

  @Test("A replication of a live cloud says since when it stands, also where this console was not open then (S71)")
  func stands() {
    #expect(Self.standing(since: 60).text.contains("60 %   since "))
    let desk = Self.standing(since: 7_200)
    #expect(desk.text.contains("60 %   no change since 07:07"))
    #expect(Self.standing(since: 200_000, columns: 140, rows: 45).text.contains("60 %   no change since 2026-04-"))
  }

  private static let expired = Explanation(
    code: "credentials-refused", message: "Show backup: The token has expired (APIGW.0301, request req-1).",
    next: "The temporary credentials have expired or lack their token; get new ones.")

  @Test("A look at a copy that fails is told once, and in its row until it works again")
  func unasked() {
    for (columns, rows) in GoldenFrameTests.usualSizes {
      var desk = Self.standing(since: 7_200, columns: columns, rows: rows)
      let id = desk.tasks[0].id
      desk.send(.looked([id: Self.expired]))
      #expect(desk.text.contains("What is in flight cannot be followed"), "\(desk.text)")
      #expect(desk.text.contains("60 %   not asked since 09:07: credentials refused"), "\(desk.text)")
      desk.send(.timer(.flash))
      desk.send(.looked([id: Self.expired]))
      #expect(!desk.text.contains("cannot be followed") && desk.text.contains("not asked since 09:07"))
      desk.press(.character("w"))
      #expect(desk.text.contains("60 %   not asked since 09:07: credentials refused"), "\(desk.text)")
      desk.press(.character("w"))
      desk.send(.looked([:]))
      #expect(desk.text.contains("What is in flight is followed again.") && desk.text.contains("60 %   no change"))
    }
  }

  /// Regions of which Singapore and Bangkok replicate, the first of them out of reach.
  private static func lost() -> [Region] {
    Fixtures.regions.map { region in
      var region = region
      if region.id == Fixtures.bangkok.id { region.unreachable = "cbr.ap-southeast-2 does not answer." }
      return region
    }
  }

  @Test("A task that waits and cannot be asked about says so in its row, its page and both panes alike")
  func unaskedWaiting() {
    var desk = Desk(columns: 180, rows: 45, scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    var task = Fixtures.task(1, of: Fixtures.backups[1], to: Fixtures.bangkok, .waiting)
    task.bytesTransferred = nil
    desk.tasks = [task]
    desk.send(.changed)
    desk.send(.looked([task.id: Self.expired]))
    desk.send(.timer(.flash))
    let words = "not asked since 09:07: credentials refused"
    #expect(desk.text.contains(words))
    desk.press(.character("w"))
    #expect(desk.text.contains(words) && !desk.text.contains("nothing is running yet"))
    desk.press(.character("w"), .character("W"), .character("3"))
    #expect(desk.lines.contains { $0.contains("Waiting ?") && $0.contains("not asked since") })
    desk.press(.character("i"))
    #expect(desk.box?.lines.contains { $0.text == words } == true)
    desk.press(.escape, .enter)
    #expect(desk.lines.contains { $0.contains("Note") && $0.contains(words) })
  }

  @Test("A replication one of whose regions is out of reach says so with the age of what is known of it")
  func lostTarget() {
    for (columns, rows) in GoldenFrameTests.usualSizes {
      var desk = Self.standing(since: 60, columns: columns, rows: rows)
      var regions = Self.lost()
      regions[1].refreshedAt = Fixtures.now.addingTimeInterval(-720)
      desk.send(.regions(regions))
      #expect(desk.text.contains("60 %   AP-Bangkok out of reach, read 12m ago"), "\(desk.text)")
      desk.press(.character("w"))
      #expect(desk.text.contains("60 %   AP-Bangkok out of reach, read 12m ago"), "\(desk.text)")
      desk.press(.character("w"), .character("3"))
      #expect(desk.text.contains("Running ?"))
      desk.send(.regions(Fixtures.regions))
      #expect(!desk.text.contains("Running ?") && !desk.text.contains("out of reach"))
    }
  }

  @Test("A new policy proposes a region that can be reached, and says of one that cannot that it is out of reach")
  func proposal() {
    var desk = Desk(columns: 140, rows: 45, scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    desk.send(.regions(Self.lost()))
    desk.press(.character("p"), .character("n"))
    PolicyBoardTests.answer(&desk, .list([], vaults: [PolicyBoardTests.servers, PolicyBoardTests.replicas]))
    #expect(desk.text.contains("‹ \(Fixtures.singapore.name) ›"), "\(desk.text)")
    desk.press(.tab, .tab, .tab, .left)
    #expect(desk.text.contains("‹ \(Fixtures.bangkok.name), out of reach ›"), "\(desk.text)")
  }

  @Test("A replica's dialog never takes a region that is out of reach, also where it is the only other one")
  func replicaProposal() {
    var desk = Desk(scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    desk.send(.regions(Self.lost()))
    desk.press(.down, .down, .down, .character("r"))
    for _ in 1...4 {
      #expect(!desk.text.contains("Name of \(Fixtures.bangkok.id)"))
      desk.press(.right)
    }
  }

  @Test("The board of a cloud that runs policies itself offers no runs and no simulation; their keys say why")
  func boardFooter() throws {
    var desk = Desk(columns: 140, rows: 45, scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    desk.press(.character("p"))
    let footer = try #require(desk.lines.last)
    #expect(footer.contains("New") && footer.contains("Apply") && footer.contains("On/off"), "\(footer)")
    for word in ["Runs", "Run", "Simulate"] { #expect(!footer.contains(word), "\(footer)") }
    desk.press(.character("s"))
    #expect(PolicyBoardTests.questions(desk).last?.0 == .simulate(nil, days: 90))
    PolicyBoardTests.answer(&desk, .list(try PolicyBoardTests.policies(), vaults: [PolicyBoardTests.servers]))
    desk.press(.character("r"))
    #expect(desk.question == nil && desk.text.contains("This cloud runs its policies itself"))
    #expect(!PolicyBoardTests.questions(desk).contains { if case .run = $0.0 { true } else { false } })
  }

  @Test("How many choices a field has stands apart from it, however many they are", arguments: [3, 14, 140])
  func choices(_ count: Int) {
    var desk = Desk(scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    var regions = Fixtures.regions.filter { $0.id == Fixtures.hongKong.id }
    for number in 1...count {
      var region = Fixtures.singapore
      (region.id, region.name) = ("xx-south-\(number)", "South \(number)")
      regions.append(region)
    }
    desk.send(.regions(regions))
    desk.press(.down, .down, .down, .character("r"))
    #expect(desk.text.contains(count < 10 ? "› 3 choices" : " of \(count)"), "\(desk.text)")
    #expect(!desk.text.contains("›of") && !desk.text.contains("›1"))
    desk.press(.left)
    #expect(desk.text.contains(count < 100 ? " \(count) of \(count)" : " 140/140"), "\(desk.text)")
  }

  @Test("A region that takes no snapshots says why beside its name, without repeating it")
  func reasonBesideName() {
    var desk = SnapshotFlowTests.desk()
    var regions = Fixtures.regions
    regions.removeAll { $0.id == Fixtures.bangkok.id }
    var closed = Fixtures.bangkok
    closed.snapshotCopySupported = false
    desk.send(.regions(regions + [closed]))
    desk.press(.character("r"), .backTab, .backTab, .backTab, .enter)
    #expect(desk.text.contains("Does not support snapshot copies"), "\(desk.text)")
  }

  @Test("Which context is open and how old it is stands before where its keys are from")
  func contextLine() {
    var desk = Desk(columns: 140, rows: 45, scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    let long = "keys of environment, own endpoints"
    desk.send(
      .contexts([
        ContextEntry(name: "demo", provider: "huawei", account: long), ContextEntry(name: "other", provider: "tencent"),
      ]))
    desk.press(.character("R"))
    #expect(desk.text.contains("huawei, open"), "\(desk.text)")
  }
}
