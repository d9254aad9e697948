import Foundation
import Testing

/// The commands of SFS Turbo file systems (spec/commands.md; S59).
@Suite struct FileSystemCommandTests {
  @Test("S59: a folder is added, backed up, replicated, made anew of the replica, listed and forgotten")
  func journey() throws {
    let home = try CommandHome()
    try home.addRegions()
    for (name, region, protection) in [("tb", "east", "backup"), ("tr", "west", "replication")] {
      try home.json(
        "vaults", "create", name, "--region", region, "--type", "turbo", "--protection", protection, "--capacity",
        "1GiB")
    }
    let share = "\(home.folder)/share"
    try FileManager.default.createDirectory(atPath: share + "/below", withIntermediateDirectories: true)
    try Noise(seed: 4).bytes(300_000).write(to: URL(fileURLWithPath: share + "/below/file"))
    try FileManager.default.createSymbolicLink(atPath: share + "/link", withDestinationPath: "below/file")
    let added = try home.json("filesystems", "add", "share", "--region", "east", "--path", share)
    #expect(added["name"].text == "share" && added["path"].text == share && !added["id"].text.isEmpty)
    let again = try home.run("filesystems", "add", "share", "--region", "east", "--path", share, "--json")
    #expect(again.status == 2 && !again.json["refused"].items.isEmpty, "\(again)")

    let backup = try home.json("backups", "create", "--filesystem", "share", "--name", "n")
    #expect(backup["type"].text == "turbo" && backup["size"].amount == 300_000 && backup["status"].text == "available")
    let moved = try home.json("replicas", "create", "n", "--to", "west", "--wait")
    let replica = moved["tasks"][0]["target"]["id"].text
    let original = try TreePicture.of(share)
    try FileManager.default.removeItem(atPath: share)
    try FileManager.default.removeItem(atPath: "\(home.folder)/east")
    let made = try home.json("filesystems", "create", "back", "--backup", replica, "--path", share)
    #expect(made["name"].text == "back" && made["region"].text == "west" && made["path"].text == share)
    #expect(try TreePicture.of(share) == original)

    let taken = try home.run("filesystems", "create", "other", "--backup", replica, "--path", share, "--json")
    #expect(taken.status == 1 && taken.json["error"]["code"].text == "target-exists", "\(taken)")
    #expect(try TreePicture.of(share) == original, "a folder that exists is not touched")
    #expect(try home.json("filesystems", "list", "--region", "west").items.map { $0["name"].text } == ["back"])
    #expect(try home.json("filesystems", "remove", "back")["done"].items == [made["id"]])
    #expect(try home.json("filesystems", "list", "--region", "west") == .array([]))
    #expect(FileManager.default.fileExists(atPath: share), "the folder stays")
  }
}
