import Foundation
import Testing

/// What is made of replicas and snapshots, drills, by commands (S57, S58, S60).
@Suite struct RestoreCommandTests {
  @Test(
    "S58, S60: a server is provisioned of a replica's image, a drill certifies it, a flipped bit fails the next one")
  func servers() throws {
    let home = try CommandHome()
    try home.addRegions()
    let disks = [try home.disk("s.raw", mebibytes: 9, seed: 1), try home.disk("d.raw", mebibytes: 2, seed: 2)]
    try home.json(
      "servers", "add", "s", "--region", "east", "--disk", "system:\(disks[0])", "--disk", "data:\(disks[1])")
    try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "nightly")
    let moved = try home.json("replicas", "create", "nightly", "--to", "west", "--wait")
    let replica = moved["tasks"][0]["target"]["id"].text
    let originals = disks.map { FileManager.default.contents(atPath: $0) }
    for disk in disks { try Data("changed since".utf8).write(to: URL(fileURLWithPath: disk)) }

    let certified = try home.json("replicas", "drill", replica)
    #expect(certified["drill"]["passed"] == .bool(true) && certified["drill"]["percent"].amount == 100)
    #expect(certified["drill"]["comparedWithOriginal"] == .bool(true))
    let sampled = try home.json("replicas", "drill", replica, "--sample", "10%")
    #expect(sampled["drill"]["percent"].amount == 10)
    // A name that the original shares names no copy; with the region it does.
    #expect(try home.run("replicas", "drill", "nightly", "--json").status == 2)
    let named = try home.json("replicas", "drill", "nightly", "--region", "west", "--sample", "10%")
    #expect(named["id"].text == replica)
    let covered = try home.json("coverage")
    let cell = covered[0]["cells"].items.first { $0["region"].text == "west" }
    #expect(cell?["drillPassed"] == .bool(true) && cell?["drilledAt"].text.isEmpty == false)

    let image = try home.json("images", "create", "--backup", replica, "--output", home.folder + "/images")
    #expect(image["disks"][0]["format"].text == "raw" && image["domain"].text.hasSuffix("/domain.xml"))
    let server = try home.json("servers", "provision", "dr", "--image", image["id"].text)
    #expect(server["region"].text == "west" && server["disks"].items.count == 2)
    #expect(server["disks"].items.map { FileManager.default.contents(atPath: $0["path"].text) } == originals)
    #expect(try home.json("servers", "list", "--region", "west").items.map { $0["name"].text } == ["dr"])
    let refused = try home.run("servers", "provision", "dr", "--image", image["id"].text, "--json")
    #expect(refused.status == 2 && refused.codes == ["name-taken"], "\(refused)")
    let kept = try home.run("backups", "delete", replica, "--confirm", "nightly", "--json")
    #expect(kept.status == 2 && kept.codes == ["in-use"], "\(kept)")
    #expect(try home.json("images", "delete", image["id"].text)["done"].items.count == 1)

    let packs = try FileManager.default.subpathsOfDirectory(atPath: home.folder + "/west/packs")
      .map { "\(home.folder)/west/packs/\($0)" }
    let pack = try #require(packs.max { Self.size($0) < Self.size($1) })
    var bytes = try #require(FileManager.default.contents(atPath: pack))
    bytes[400_000] ^= 2
    try bytes.write(to: URL(fileURLWithPath: pack))
    let caught = try home.run("replicas", "drill", replica, "--json")
    #expect(caught.status == 1, "\(caught)")
    #expect(try home.json("backups", "show", replica)["drill"]["passed"] == .bool(false))
  }

  private static func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  @Test("S57: a disk is made of a copied snapshot in its own region, and no file is overwritten")
  func disks() throws {
    let home = try CommandHome()
    try home.addRegions()
    let path = try home.disk("d.raw", mebibytes: 3, seed: 5)
    let original = FileManager.default.contents(atPath: path)
    try home.json("disks", "add", "data", "--region", "east", "--path", path, "--usage", "data")
    let snapshot = try home.json("snapshots", "create", "--disk", "data")
    let copied = try home.json("snapshots", "copy", snapshot["id"].text, "--to", "west", "--wait")
    let copy = copied["tasks"][0]["target"]["id"].text
    let target = home.folder + "/again.raw"
    let disk = try home.json("disks", "create", "again", "--snapshot", copy, "--path", target)
    #expect(disk["region"].text == "west" && disk["path"].text == target)
    #expect(FileManager.default.contents(atPath: target) == original)
    let taken = try home.run("disks", "create", "more", "--snapshot", copy, "--path", target, "--json")
    #expect(taken.status == 1 && taken.json["error"]["code"].text == "target-exists", "\(taken)")
  }

  @Test("S27: a vault that grows by itself takes what it would refuse, and can be told not to")
  func growth() throws {
    let home = try CommandHome()
    try home.addRegions()
    try home.json(
      "vaults", "create", "tiny", "--region", "east", "--type", "server", "--protection", "backup", "--capacity", "1MiB"
    )
    let path = try home.disk("s.raw", mebibytes: 3, seed: 1)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
    let words = ["backups", "create", "--server", "s", "--vault", "tiny", "--json"]
    #expect(try home.start(words).wait().codes == ["vault-capacity"])
    #expect(try home.json("vaults", "expand", "tiny", "--auto-expand", "on")["autoExpand"] == .bool(true))
    #expect(try home.start(words).wait().status == 0)
    #expect(try home.json("vaults", "show", "tiny")["capacity"].amount == 3_145_728)
    #expect(try home.json("vaults", "expand", "tiny", "--auto-expand", "off")["autoExpand"] == .bool(false))
    #expect(try home.start(words).wait().codes == ["vault-capacity"])
    #expect(try home.run("vaults", "expand", "tiny").status == 64)
  }
}
