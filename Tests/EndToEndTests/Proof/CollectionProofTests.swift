import Foundation
import Testing

/// Point 11 with real processes: deletion frees exactly what nobody else names, beside transfers and other consoles.
@Suite(.serialized) struct CollectionProofTests {
  private func packs(_ home: CommandHome, _ region: String) -> Int {
    let folder = "\(home.folder)/\(region)/packs"
    return (FileManager.default.subpaths(atPath: folder) ?? []).reduce(0) { sum, name in
      // What vanishes while it is counted is not there.
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      guard attributes?[.type] as? FileAttributeType == .typeRegular else { return sum }
      return sum + (attributes?[.size] as? Int ?? 0)
    }
  }

  @Test("Point 11: a deletion frees what only it named; a dry run changes nothing and says as much")
  func freesExactly() throws {
    let home = try CommandHome()
    try home.addRegions()
    let path = try home.disk("s.raw", mebibytes: 12, seed: 1)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
    let first = try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "first")
    // The first of three chunks gets other bytes: two chunks stay shared.
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Noise(seed: 2).bytes(4 << 20))
    try file.close()
    try home.awaitNoWriter(path)
    try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "second")
    let both = packs(home, "east")
    #expect(both > 16 << 20 && both < 17 << 20)
    let nothing = try home.json("store", "collect", "east", "--dry-run")["collected"][0]
    #expect(nothing["bytes"].amount == 0 && nothing["dryRun"] == .bool(true))
    try home.json("backups", "delete", first["id"].text, "--confirm", "first")
    let dry = try home.json("store", "collect", "--dry-run")
    #expect(dry["collected"].items.map { $0["region"].text } == ["east", "west"])
    let freed = both - packs(home, "east") + Int(dry["collected"][0]["bytes"].amount)
    #expect(abs(freed - (4 << 20)) < 65_536, "\(freed) bytes were only the first backup's")
    try home.json("store", "collect")
    #expect(abs(packs(home, "east") - (12 << 20)) < 65_536)
    #expect(try home.json("store", "verify")["problems"] == .array([]))
  }

  @Test("Point 11: collecting in one process beside a transfer in another removes nothing that it writes or relies on")
  func besideTransfers() throws {
    let home = try CommandHome()
    try home.addRegions()
    let path = try home.disk("s.raw", mebibytes: 40, seed: 5)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
    let first = try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "first")
    let old = try home.json("replicas", "create", "first", "--to", "west", "--wait")["tasks"][0]["target"]["id"].text
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Noise(seed: 6).bytes(20 << 20))
    try file.close()
    try home.awaitNoWriter(path)
    let original = FileManager.default.contents(atPath: path)
    try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "second")
    try home.json("contexts", "set", "local", "link-rate=12MiB")
    // The second replica relies on half of what the first one brought.
    let transfer = try home.start(["replicas", "create", "second", "--to", "west", "--wait", "--json"])
    _ = try home.waitUntil("tasks", "list", "--kind", "replication", "--status", "running") {
      ($0[0]["bytesDone"].amount) > 0
    }
    try home.json("backups", "delete", old, "--confirm", "first")
    try home.json("backups", "delete", first["id"].text, "--confirm", "first")
    var rounds = 0
    while kill(transfer.id, 0) == 0, rounds < 8 {
      let pair = try [home.start(["store", "collect", "--json"]), home.start(["store", "collect", "west", "--json"])]
      for end in try pair.map({ try $0.wait() }) {
        // Two consoles may collect at once; one of them is told so.
        #expect(end.status == 0 || end.json["error"]["code"].text == "collection-busy", "\(end.output)")
      }
      rounds += 1
    }
    let end = try transfer.wait()
    #expect(end.status == 0, "\(end.output)\(end.errors)")
    let replica = end.json["tasks"][0]["target"]["id"].text
    try home.json("store", "collect")
    #expect(try home.json("store", "verify")["problems"] == .array([]))
    let image = try home.json("images", "create", "--backup", replica, "--output", home.folder + "/images")
    #expect(FileManager.default.contents(atPath: image["disks"][0]["path"].text) == original)
    #expect(abs(packs(home, "west") - (40 << 20)) < 1 << 18, "what the deleted replica alone named is freed")
  }

  @Test("store verify --repair heals in the program too: exit 0 when all is healed, 1 and names when not")
  func repair() throws {
    let home = try CommandHome()
    try home.addRegions()
    let path = try home.disk("s.raw", mebibytes: 5, seed: 9)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
    let backup = try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "s-1")
    try home.json("replicas", "create", "s-1", "--to", "west", "--wait")
    for region in ["west", "east"] {
      try damage(home, region)
      let found = try home.run("store", "verify", region, "--json")
      #expect(found.status == 1 && !found.json["problems"].items.isEmpty && found.json["healed"] == .array([]))
      let healed = try home.json("store", "verify", region, "--repair")
      #expect(healed["problems"] == .array([]) && !healed["healed"].items.isEmpty)
      #expect(try home.json("store", "verify")["problems"] == .array([]))
    }
    for region in ["west", "east"] { try damage(home, region) }
    let lost = try home.run("store", "verify", "east", "--repair", "--json")
    #expect(lost.status == 1)
    #expect(lost.json["problems"].items.contains { $0["backup"] == backup["id"] && $0["chunk"].text.count == 64 })
  }

  /// Flips a byte in the same chunk of either region: the longest pack begins with the disk's first chunk.
  private func damage(_ home: CommandHome, _ region: String) throws {
    let folder = "\(home.folder)/\(region)/packs"
    for name in FileManager.default.subpaths(atPath: folder) ?? [] where name.contains("/") {
      let url = URL(fileURLWithPath: "\(folder)/\(name)")
      var bytes = try Data(contentsOf: url)
      guard bytes.count > 1_000_000 else { continue }
      bytes[70_000] ^= 4
      try bytes.write(to: url)
    }
  }
}
