import Foundation
import Testing

/// Runs steered as one thing, what the audit says of orders, and which part of an order was refused (issue 5, 1 and 11).
@Suite(.serialized, .ownThreads)
struct RunSteeringTests {
  /// A home with two servers, each backed up once, and slow links.
  private func backedUp() throws -> CommandHome {
    let home = try CommandHome()
    try home.addRegions()
    for (index, name) in ["web", "mail"].enumerated() {
      let path = try home.disk("\(name).raw", mebibytes: 4, seed: UInt64(index + 3))
      try home.json("servers", "add", name, "--region", "east", "--disk", "system:\(path)")
      try home.json("backups", "create", "--server", name, "--vault", "backup-east", "--name", "nightly-\(name)")
    }
    return home
  }

  @Test("tasks pause, resume and watch take a run and mean its tasks; a run that has ended is refused")
  func steering() throws {
    let home = try backedUp()
    try home.json("contexts", "set", "local", "link-rate=1MiB")
    let begun = try home.json("vaults", "replicate", "backup-east", "--to", "west")
    let run = begun["parents"][0].text
    let tasks = Set(begun["tasks"].items.map { $0["id"].text })
    #expect(tasks.count == 2)
    let paused = try home.json("tasks", "pause", String(run.prefix(12)))
    #expect(Set(paused["done"].items.map(\.text)) == tasks && paused["refused"] == .array([]))
    let again = try home.run("tasks", "pause", run)
    #expect(again.status == 2 && again.errors.contains("No task of the run \(run) is in a state to pause."), "\(again)")
    #expect(again.errors.hasSuffix("farshore: nothing was done, 1 refused.\n"))
    try home.json("contexts", "set", "local", "link-rate=off")
    #expect(Set(try home.json("tasks", "resume", run)["done"].items.map(\.text)) == tasks)
    let watched = try home.run("tasks", "watch", run)
    #expect(watched.status == 0, "\(watched)")
    for task in tasks { #expect(watched.output.contains(task)) }
    #expect(try home.json("tasks", "show", run)["tasks"].items.allSatisfy { $0["status"].text == "success" })
    let over = try home.run("tasks", "resume", run)
    #expect(over.status == 2 && over.errors.contains("All tasks of the run \(run) have ended."))
  }

  @Test("The audit has changed settings, and refused orders by the names that done ones have (point 11)")
  func audit() throws {
    let home = try backedUp()
    try home.json("contexts", "set", "local", "link-rate=20MiB", "beta=off")
    #expect(try home.run("contexts", "set", "local", "beta=maybe").status == 64)
    #expect(try home.run("replicas", "create", "nightly-web", "--to", "east").status == 2)
    #expect(try home.run("vaults", "delete", "backup-east").status == 2)
    let lines = try home.json("audit", "list").items
    let set = lines.filter { $0["action"].text == "set-context" }
    #expect(set.map { $0["facts"]["settings"].text } == ["link-rate=20MiB beta=off"])
    #expect(set.allSatisfy { $0["subject"].text == "local" && $0["outcome"].text == "done" })
    let refused = lines.filter { $0["outcome"].text == "refused" }
    #expect(Set(refused.map { $0["facts"]["name"].text }) == ["nightly-web", "backup-east"], "\(refused)")
    let table = try home.run("audit", "list").output
    #expect(table.contains("refused (same-region)") && !table.contains("refused (same-region)  east  -"))
    #expect(try home.run("audit", "verify").status == 0)
  }

  @Test("Exit status: 2 says whether nothing was done or only some of it")
  func partly() throws {
    let home = try backedUp()
    try home.json("replicas", "create", "nightly-web", "--to", "west", "--wait")
    let none = try home.run("backups", "delete", "nightly-mail")
    #expect(none.status == 2 && none.errors.hasSuffix("farshore: nothing was done, 1 refused.\n"), "\(none)")
    let some = try home.run("backups", "delete", "nightly-web", "nightly-mail")
    #expect(some.status == 2 && some.errors.hasSuffix("farshore: 1 done, 1 refused.\n"), "\(some)")
    let begun = try home.run("replicas", "create", "nightly-mail", "--to", "west", "--to", "moon")
    #expect(begun.status == 2 && begun.errors.hasSuffix("farshore: 1 begun, 1 refused.\n"), "\(begun)")
    let gone = try home.run("backups", "show", "nothing")
    #expect(gone.status == 2 && gone.errors.hasSuffix("farshore: nothing was done, 1 refused.\n"), "\(gone)")
  }
}
