import Foundation
import Testing

/// What commands say in text: names instead of ids, plain English, what to do next, and ASCII where the locale asks.
@Suite(.serialized, .ownThreads)
struct WordingTests {
  /// Three regions, one server and its backup `nightly`.
  private func backedUp() throws -> CommandHome {
    let home = try CommandHome()
    try home.addRegions(["east", "west", "south"])
    let path = try home.disk("s.raw", mebibytes: 1, seed: 5)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
    try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "nightly")
    return home
  }

  /// Takes a region's store away.
  private func takeAway(_ region: String, _ home: CommandHome) throws {
    try FileManager.default.moveItem(atPath: "\(home.folder)/\(region)", toPath: "\(home.folder)/\(region).away")
  }

  @Test("Regions: what cannot be reached says why, in JSON and in a column that is there only then")
  func reachability() throws {
    let home = try backedUp()
    #expect(try !home.run("regions", "list").output.contains("UNREACHABLE"))
    try takeAway("west", home)
    let plain = try home.run("regions", "list")
    #expect(plain.status == 0)
    #expect(plain.output.contains("UNREACHABLE") && plain.output.contains("/west is not there"), "\(plain)")
    let regions = try home.json("regions", "list").items
    #expect(regions.filter { !$0["unreachable"].text.isEmpty }.map { $0["id"].text } == ["west"])
  }

  @Test(
    "Contract: a store out of reach is 69, asked or planned; a rule that refuses comes first",
    arguments: [[], ["--plan"]])
  func unreachable(_ options: [String]) throws {
    let home = try backedUp()
    try takeAway("west", home)
    let words = ["replicas", "create", "nightly", "--to", "west"] + options
    let finished = try home.start(words + ["--json"]).wait()
    #expect(finished.status == 69, "\(finished)")
    #expect(finished.json.keys == ["error"] && finished.json["error"]["code"].text == "store-unreachable")
    let refused = try home.start(words + ["--name", "a.b", "--json"]).wait()
    #expect(refused.status == 2)
    #expect(refused.codes == ["name-characters"])
    let both = try home.start(words + ["--to", "east", "--json"]).wait()
    #expect(both.status == 2)
    #expect(both.codes == ["same-region"])
    #expect(try home.json("tasks", "list", "--kind", "replication") == .array([]))
  }

  @Test("S18: beside a destination out of reach the others are admitted; exit 69 names both")
  func partlyUnreachable() throws {
    let home = try backedUp()
    try takeAway("west", home)
    let finished = try home.run(
      "replicas", "create", "nightly", "--to", "south", "--to", "west", "--wait", "--json")
    #expect(finished.status == 69, "\(finished)")
    #expect(finished.json["tasks"].items.map { $0["status"].text } == ["success"])
    #expect(finished.json["error"]["code"].text == "store-unreachable")
  }

  @Test("Text shows the names of backups, projects and vaults; JSON their ids")
  func names() throws {
    let home = try backedUp()
    let words = ["replicas", "create", "nightly", "--to", "west", "--plan"]
    let plan = try home.start(words).wait()
    #expect(plan.output.hasPrefix("can go: nightly → west/west/replication-west as nightly"), "\(plan)")
    let allowed = try home.start(words + ["--json"]).wait().json["allowed"][0]
    #expect(["source", "project", "vault"].allSatisfy { UUID(uuidString: allowed[$0].text) != nil }, "\(allowed)")
    let refused = try home.run("replicas", "create", "nightly", "--to", "east/east", "--plan")
    #expect(refused.errors.contains("[same-region, nightly → east"), "\(refused)")
    #expect(!refused.errors.contains("-4"), "\(refused)")
  }

  @Test("What does not exist says which command lists what does, in the field it was typed in")
  func unknown() throws {
    let home = try backedUp()
    for (words, noun, field) in [
      (["backups", "show", "x"], "backups", "source"), (["vaults", "delete", "x"], "vaults", "vault"),
      (["vaults", "show", "x"], "vaults", "vault"), (["filesystems", "remove", "x"], "filesystems", "source"),
      (["backups", "list", "--region", "x"], "regions", "region"),
    ] {
      let finished = try home.start(words + ["--json"]).wait()
      #expect(finished.codes == ["unknown-id"])
      #expect(finished.json["refused"][0]["message"].text.hasSuffix("x; farshore \(noun) list shows them all."))
      #expect(finished.json["refused"][0]["field"].text == field)
    }
  }

  @Test("A verification that fails says so in plain English; store verify names the pack once")
  func damage() throws {
    let home = try backedUp()
    let packs = "\(home.folder)/east/packs"
    for case let name as String in FileManager.default.enumerator(atPath: packs) ?? .init() {
      let path = "\(packs)/\(name)"
      guard var bytes = FileManager.default.contents(atPath: path), bytes.count > 500_000 else { continue }
      bytes[bytes.count / 2] ^= 0xFF
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    let verified = try home.run("backups", "verify", "nightly")
    #expect(verified.status == 1)
    #expect(verified.errors.hasPrefix("farshore: Verification of nightly failed: "), "\(verified)")
    let store = try home.run("store", "verify", "east")
    #expect(store.status == 1)
    let lines = store.output.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines { #expect(line.components(separatedBy: "packs/").count <= 2, "\(line)") }
  }

  @Test("In a locale that is not UTF-8 text is ASCII, names and all; JSON stays as it is", arguments: ["C", "POSIX"])
  func ascii(_ locale: String) throws {
    let home = try backedUp()
    try home.json("regions", "add", "north", "--store", home.folder + "/north", "--name", "Zürich “two”")
    for words in [
      ["regions", "list"], ["replicas", "create", "nightly", "--to", "west", "--plan"],
      ["replicas", "create", "nightly", "--to", "north"], ["vaults", "show", "→…ü"], ["--help"],
    ] {
      let finished = try home.start(words, environment: ["LC_ALL": locale]).wait()
      #expect((finished.output + finished.errors).utf8.allSatisfy { $0 < 0x7F }, "\(finished)")
    }
    let list = try home.start(["regions", "list"], environment: ["LC_ALL": locale]).wait()
    #expect(list.output.contains("Z?rich \"two\""))
    let plan = try home.start(
      ["replicas", "create", "nightly", "--to", "west", "--plan"], environment: ["LC_ALL": locale]
    ).wait()
    #expect(plan.output.contains("nightly -> west"))
    let json = try home.start(["regions", "list", "--json"], environment: ["LC_ALL": locale]).wait().json
    #expect(json.items.contains { $0["name"].text == "Zürich “two”" })
    #expect(
      try home.start(["regions", "list"], environment: ["LC_ALL": "C.UTF-8"]).wait().output.contains("Zürich “two”"))
  }
}
