import Foundation
import Testing

/// Every refusal code that commands can reach comes with exit status 2 and one JSON object.
@Suite(.serialized, .ownThreads)
struct RefusalTests {
  /// One command that is refused.
  struct Case: Sendable, CustomTestStringConvertible {
    let codes: [String]
    let arguments: [String]
    var testDescription: String { "\(codes.joined(separator: ", ")): \(arguments.joined(separator: " "))" }
    init(_ codes: String, _ arguments: String) {
      self.codes = codes.split(separator: " ").map(String.init)
      // The open box stands for blanks within a word.
      self.arguments = arguments.split(separator: " ").map {
        $0 == "∅" ? "" : $0.replacingOccurrences(of: "␣", with: " ")
      }
    }
  }

  private static let long = String(repeating: "x", count: 300)

  static let cases = [
    Case("disk-backup", "replicas create archive-07-0412 --to ap-southeast-3 --vault dr-servers-sin"),
    Case("region-not-capable", "replicas create web-01-0412 --to cn-north-4"),
    Case("region-not-capable", "replicas create north-06-0412 --to ap-southeast-1"),
    Case("same-region", "replicas create web-01-0412 --to ap-southeast-1"),
    Case("not-ecs", "replicas create metal-04-0412 --to ap-southeast-2"),
    Case("no-system-disk", "replicas create cache-03-0412 --to ap-southeast-2"),
    Case("not-available", "replicas create db-02-0413 --to ap-southeast-2"),
    Case("not-available", "replicas create db-02-0409 --to ap-southeast-2"),
    Case("already-replica", "replicas create REPLICA --to ap-southeast-2"),
    Case("replica-exists", "replicas create db-02-0412 --to ap-southeast-3 --vault dr-servers-sin"),
    Case("request-in-flight", "replicas create web-01-0410 --to ap-southeast-2"),
    Case("vault-kind", "replicas create web-01-0412 --to ap-southeast-2 --vault dr-turbo-bkk"),
    Case("vault-kind", "replicas create web-01-0412 --to ap-southeast-3/staging"),
    Case("vault-kind", "backups create --server web-01 --vault dr-servers-hk"),
    Case("vault-capacity", "replicas create web-01-0412 --to ap-southeast-3/dr"),
    Case("vault-required", "replicas create web-01-0412 --to ap-southeast-3"),
    Case("region-required", "replicas create web-01-0412"),
    Case("source-locked", "backups delete web-01-0410 --confirm web-01-0410"),
    Case("target-in-flight", "backups delete INFLIGHT"),
    Case("last-copy", "backups delete cache-03-0412"),
    Case("last-copy", "snapshots delete media␣weekly"),
    Case("vault-not-empty", "vaults delete disks-hk"),
    Case("in-use", "disks remove web-01-system"),
    Case("service-missing", "vaults create v --region ap-guangzhou --type server --protection backup --capacity 1GB"),
    Case(
      "name-taken", "vaults create servers-hk --region ap-southeast-1 --type server --protection backup --capacity 1GB"),
    Case("capacity-range", "vaults expand servers-hk --capacity 1MB"),
    Case("capacity-range", "vaults create v --region ap-southeast-1 --type server --protection backup --capacity 0"),
    Case("task-status", "tasks resume DONE"),
    Case("name-length", "replicas create web-01-0412 --to ap-southeast-2 --name \(long)"),
    Case("name-length", "replicas create web-01-0412 --to ap-southeast-2 --name ∅"),
    Case("name-characters", "replicas create web-01-0412 --to ap-southeast-2 --name web.01"),
    Case(
      "name-characters", "vaults create a/b --region ap-southeast-1 --type server --protection backup --capacity 1GB"),
    Case("description-length", "replicas create web-01-0412 --to ap-southeast-2 --description \(long)"),
    Case("description-characters", "replicas create web-01-0412 --to ap-southeast-2 --description a<b"),
    Case("unknown-id", "replicas create nosuch --to ap-southeast-2"),
    Case("unknown-id", "replicas create web-01-0412 --to nowhere"),
    Case("unknown-id", "replicas create web-01-0412 --to ap-southeast-2/nowhere"),
    Case("unknown-id", "replicas create web-01-0412 --to ap-southeast-2 --vault nosuch"),
    Case("unknown-id", "backups show nosuch"),
    Case("unknown-id", "backups list --region nowhere"),
    Case("unknown-id", "backups list --project nowhere"),
    Case("unknown-id", "backups list --vault nosuch"),
    Case("unknown-id", "backups create --server nosuch --vault servers-hk"),
    Case("unknown-id", "backups verify nosuch"),
    Case("unknown-id", "snapshots show nosuch"),
    Case("unknown-id", "snapshots create --disk nosuch"),
    Case("unknown-id", "images create --backup nosuch --output /tmp/nowhere"),
    Case("unknown-id", "tasks show nosuch"),
    Case("unknown-id", "tasks cancel nosuch"),
    Case("unknown-id", "vaults show nosuch"),
    Case("unknown-id", "servers remove nosuch"),
    Case("unknown-id", "store verify nowhere"),
    Case("unknown-id", "projects add p --region nowhere"),
    Case("ambiguous-id", "vaults show twin"),
    // Names that do not resolve never hide what else is wrong.
    Case(
      "unknown-id name-characters description-characters",
      "replicas create nosuch --to ap-southeast-2 --name a.b --description <"),
    Case("unknown-id region-not-capable", "replicas create nosuch --to cn-north-4"),
    Case("unknown-id region-required", "replicas create nosuch"),
    Case("unknown-id same-region", "replicas create web-01-0412 --to ap-southeast-1 --vault nosuch"),
    Case(
      "not-ecs name-characters vault-kind",
      "replicas create metal-04-0412 --to ap-southeast-2 --vault dr-turbo-bkk --name a.b"),
    Case("unknown-id snapshot-name-length region-required", "snapshots copy nosuch --name \(long)"),
    Case("unknown-id unknown-id", "backups create --server nosuch --vault nosuch"),
    Case("region-unsupported", "snapshots copy mysql␣nightly --to ap-southeast-1"),
    Case("finance-zone", "snapshots copy mysql␣nightly --to ap-shanghai-fsi"),
    Case("finance-zone", "snapshots copy ledger␣close␣of␣day --to ap-shanghai"),
    Case("same-region", "snapshots copy mysql␣nightly --to ap-guangzhou"),
    Case("system-disk-snapshot", "snapshots copy gateway␣before␣upgrade --to ap-shanghai"),
    Case("snapshot-state", "snapshots copy COPYING --to ap-guangzhou"),
    Case("snapshot-quota", "snapshots copy media␣weekly --to ap-beijing"),
    Case("copy-in-progress", "snapshots copy mysql␣nightly --to ap-beijing"),
    Case("source-locked", "snapshots delete mysql␣nightly --confirm mysql␣nightly"),
    Case("target-in-flight", "snapshots delete COPYING"),
    Case("snapshot-name-length", "snapshots copy mysql␣nightly --to ap-shanghai --name \(long)"),
    Case("snapshot-name-characters", "snapshots copy mysql␣nightly --to ap-shanghai --name a\u{7}b"),
    Case("region-required", "snapshots copy mysql␣nightly"),
    Case("unknown-id", "snapshots copy mysql␣nightly --to nowhere"),
  ]

  @Test("Refusals: exit 2 and one object that names the code", arguments: cases)
  func refused(_ test: Case) throws {
    let home = try Prepared.shared.get()
    let arguments = test.arguments.map { home.names[$0] ?? $0 }
    let finished = try home.home.start(arguments + ["--json"]).wait()
    #expect(finished.status == 2, "\(finished.output)\(finished.errors)")
    #expect(Set(finished.codes).isSuperset(of: test.codes), "\(finished.codes)")
    for refusal in finished.json["refused"].items { #expect(!refusal["message"].text.isEmpty) }
    #expect(finished.json["tasks"].items.isEmpty)
    let plain = try home.home.start(arguments).wait()
    #expect(plain.status == 2)
    #expect(plain.output.isEmpty, "\(plain.output)")
    for code in test.codes { #expect(plain.errors.contains("[\(code)")) }
  }

  @Test("S30: without the grant copies are refused as beta-not-granted")
  func beta() throws {
    let home = try Prepared.shared.get().home
    try home.json("contexts", "set", "demo", "beta=off")
    let finished = try home.run("snapshots", "copy", "mysql nightly", "--to", "ap-shanghai", "--json")
    try home.json("contexts", "set", "demo", "beta=on")
    #expect(finished.status == 2)
    #expect(finished.codes == ["beta-not-granted"])
  }

  @Test("S10: where no other region can take part, no-destination")
  func noDestination() throws {
    let home = try CommandHome()
    try home.addRegions(["alone"])
    let path = try home.disk("s.raw", mebibytes: 1, seed: 1)
    try home.json("servers", "add", "s", "--region", "alone", "--disk", "system:\(path)")
    try home.json("backups", "create", "--server", "s", "--name", "nightly")
    let finished = try home.run("replicas", "create", "nightly", "--to", "alone", "--json")
    #expect(finished.status == 2)
    #expect(Set(finished.codes).isSuperset(of: ["no-destination", "same-region"]))
  }

  @Test("Plan: refused and allowed in one document, exit 2, and nothing is changed")
  func plan() throws {
    let home = try Prepared.shared.get().home
    let before = try home.json("tasks", "list")
    let finished = try home.run(
      "replicas", "create", "web-01-0412", "--to", "ap-southeast-2", "--to", "ap-southeast-1", "--plan", "--json")
    #expect(finished.status == 2)
    #expect(finished.json["allowed"].items.map { $0["region"].text } == ["ap-southeast-2"])
    #expect(finished.codes.contains("same-region"))
    #expect(finished.json["traffic"].amount > 0)
    #expect(try home.json("tasks", "list") == before)
  }

  /// The demo with a little more: a copy in flight and a name used twice.
  final class Prepared: Sendable {
    let home: CommandHome
    /// What the words in capitals of the cases stand for.
    let names: [String: String]

    static let shared: Result<Prepared, any Error> = Result { try Prepared() }

    private init() throws {
      home = try DemoContext.shared.get()
      for region in ["ap-southeast-2", "ap-southeast-3"] {
        try home.json(
          "vaults", "create", "twin", "--region", region, "--type", "disk", "--protection", "backup", "--capacity",
          "1GB")
      }
      let copy = try home.json("snapshots", "copy", "mysql nightly", "--to", "ap-beijing")["tasks"][0]
      try home.json("tasks", "pause", copy["id"].text)
      let backups = try home.json("backups", "list").items
      let replicas = backups.filter { $0["kind"].text == "replica" }
      names = [
        "COPYING": copy["target"]["id"].text,
        "REPLICA": replicas.first { $0["status"].text == "available" }?["id"].text ?? "",
        "INFLIGHT": replicas.first { $0["status"].text != "available" }?["id"].text ?? "",
        "DONE": try home.json("tasks", "list", "--status", "success")[0]["id"].text,
      ]
    }
  }
}
