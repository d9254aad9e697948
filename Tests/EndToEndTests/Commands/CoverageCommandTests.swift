import Foundation
import Testing

/// `farshore coverage`: the console's matrix without a screen (spec/console.md, Coverage).
@Suite(.serialized, .ownThreads)
struct CoverageCommandTests {
  @Test("Coverage: what each region holds of every original, as JSON and as a table")
  func matrix() throws {
    let home = try CommandHome()
    try home.addRegions(["east", "west", "south"])
    let path = try home.disk("s.raw", mebibytes: 1, seed: 5)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
    try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "nightly")
    try home.json("replicas", "create", "nightly", "--to", "west", "--wait")
    let row = try home.json("coverage")[0]
    #expect(row["name"].text == "nightly" && row["region"].text == "east" && row["resource"].text == "s")
    let states = row["cells"].items.map { "\($0["region"].text) \($0["state"].text)" }
    #expect(states == ["east source", "west verified", "south absent"])
    try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "nightly-2")
    let resource = try home.json("coverage", "--resources").items
    #expect(resource.count == 1)
    #expect(resource[0]["cells"].items.map { $0["state"].text } == ["source", "older", "absent"])
    let table = try home.run("coverage")
    #expect(table.status == 0 && table.output.contains("verified") && table.output.contains("absent"))
    #expect(try home.start(["coverage", "--snapshots", "--resources", "--json"]).wait().status == 64)
  }
}
