import Embedded
import Foundation
import Replication
import Testing

/// Where a home lies (spec/commands.md, "Global") and how it is shared (design.md, "Several processes").
@Suite struct HomeTests {
  @Test func folders() throws {
    let table: [(option: String?, environment: [String: String], configuration: String, data: String)] = [
      ("/a", ["FARSHORE_HOME": "/b"], "/a", "/a"),
      ("/a/../b/", [:], "/b", "/b"),
      (nil, ["FARSHORE_HOME": "/b", "HOME": "/h"], "/b", "/b"),
      ("", ["FARSHORE_HOME": "", "HOME": "/h"], "/h/.config/farshore", "/h/.local/share/farshore"),
      (nil, ["XDG_CONFIG_HOME": "/c", "HOME": "/h"], "/c/farshore", "/h/.local/share/farshore"),
      (nil, ["XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d"], "/c/farshore", "/d/farshore"),
      (nil, ["XDG_CONFIG_HOME": "relative", "HOME": "/h"], "/h/.config/farshore", "/h/.local/share/farshore"),
    ]
    for row in table {
      let home = try Home.resolve(option: row.option, environment: row.environment)
      #expect(home.configuration == row.configuration && home.data == row.data)
    }
    #expect(throws: ContextError.noHome) { try Home.resolve(option: nil, environment: [:]) }
    let relative = try Home.resolve(option: "x", environment: [:])
    #expect(relative.path == FileManager.default.currentDirectoryPath + "/x")
  }

  @Test func theIdIsMadeOnceAndKept() throws {
    let temporary = try TemporaryHome()
    let id = try temporary.home.id()
    #expect(UUID(uuidString: id) != nil)
    #expect(try Home(folder: temporary.home.path).id() == id)
    try temporary.write("nonsense\n", to: "home-id")
    let error = #expect(throws: ContextError.self) { try temporary.home.id() }
    #expect(error?.explanation.code == "context-broken")
  }

  @Test func manyProcessesMakeOneId() async throws {
    let temporary = try TemporaryHome()
    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 { group.addTask { try temporary.home.id() } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(ids.count == 1)
  }

  @Test(arguments: [(0o700, 0o600), (0o2770, 0o660)])
  func modesFollowTheHome(folderMode: Int, fileMode: Int) throws {
    let temporary = try TemporaryHome()
    let files = FileManager.default
    try files.createDirectory(atPath: temporary.home.path, withIntermediateDirectories: true)
    try files.setAttributes([.posixPermissions: folderMode], ofItemAtPath: temporary.home.path)
    _ = try temporary.files.choose(nil)
    _ = try temporary.home.id()
    try temporary.home.makeFolder(temporary.home.claimsFolder("local"))
    let expected = [
      "contexts": folderMode, "state/local/claims": folderMode, "contexts/local.yaml": fileMode,
      "current-context": fileMode, "home-id": fileMode, "contexts/.lock": fileMode,
    ]
    for (name, mode) in expected {
      let attributes = try files.attributesOfItem(atPath: temporary.home.path + "/" + name)
      #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
    }
  }

  @Test func aNewHomeIsPrivateAlsoInASharedTemporaryFolder() throws {
    let temporary = try TemporaryHome()
    try temporary.home.makeFolder(temporary.home.path)
    let attributes = try FileManager.default.attributesOfItem(atPath: temporary.home.path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }
}
