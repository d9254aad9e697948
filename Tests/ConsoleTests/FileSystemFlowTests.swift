import Canvas
import Console
import Replication
import Testing

/// Create File System on rows of SFS Turbo (S59).
struct FileSystemFlowTests {
  static func desk() -> Desk {
    var desk = Desk.inHongKong()
    var turbo = Fixtures.backup("share-0413", 50)
    turbo.type = .turbo
    turbo.resource = ResourceReference(id: Fixtures.id(801), name: "share", kind: .turbo)
    desk.backups.append(turbo)
    desk.press(.character("]"), .character("]"))
    return desk
  }

  @Test("S59: More offers a file system for SFS Turbo and no image; name and folder are asked and sent")
  func wholeFlow() throws {
    var desk = Self.desk()
    #expect(desk.text.contains("share-0413"))
    desk.press(.character("m"))
    #expect(desk.text.contains("Create File System") && !desk.text.contains("Create Image"))
    for _ in 0..<12 where !desk.lines.contains(where: { $0.contains("▌ Create File System") }) { desk.press(.down) }
    desk.press(.enter)
    #expect(desk.text.contains("┌─ Create File System") && desk.text.contains("share-restored"))
    desk.press(.control("s"))
    #expect(desk.text.contains("absolute folder"))
    desk.type("/srv/share")
    desk.press(.control("s"))
    let sent = try #require(
      desk.open.compactMap { effect in
        if case .createFileSystem(let request, let number) = effect { (request, number) } else { nil }
      }.first as (FileSystemRequest, Int)?)
    let backup = try #require(desk.backups.last)
    #expect(sent.0 == FileSystemRequest(backup: backup.id, name: "share-restored", path: "/srv/share"))
    var task = Fixtures.task(9, of: backup, to: Fixtures.hongKong, .waiting)
    task.type = .filesystem
    task.target = TaskEndpoint(id: "f", name: "share-restored", region: backup.region)
    desk.send(.admitted(Admission(tasks: [task]), request: sent.1))
    #expect(desk.text.contains("Making the file system share-restored in /srv/share."))
  }

  @Test("Rows of servers do not offer it")
  func servers() {
    var desk = Desk.inHongKong()
    desk.press(.character("m"))
    #expect(desk.text.contains("Create Image") && !desk.text.contains("Create File System"))
  }
}
