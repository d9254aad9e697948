import Foundation
import Testing

/// What wrong usage says: the form that is right, or what was most likely meant (spec/commands.md, Exit status).
@Suite(.serialized, .ownThreads)
struct UsageTests {
  @Test(
    "A value that cannot be read names the form that can",
    arguments: [
      ("lag --max 24", "write an age such as 24h, 90m or 7d."),
      ("replicas drill x --sample much", "write a share from 1% to 100%, such as 10%."),
      ("snapshots drill x --sample 0", "write a share from 1% to 100%, such as 10%."),
      ("agent --metrics-port 99999", "write a port from 1 to 65535, such as 9464."),
      ("policies edit p --drill 101%", "write a share such as 10%, or 0 for no drills."),
      ("policies edit p --keep-last seven", "write a whole number such as 10."),
      ("policies simulate --days x", "write a whole number such as 10."),
      ("vaults list --limit x", "write a whole number such as 10."),
      ("regions add r --store s --services foo", "write cbr, cbs or cbr,cbs."),
    ])
  func values(_ line: String, _ form: String) throws {
    let home = try CommandHome()
    let words = line.split(separator: " ").map(String.init)
    let finished = try home.start(words).wait()
    #expect(finished.status == 64 && finished.errors.contains(form), "\(finished)")
    #expect(finished.errors.contains("See farshore \(words[0])"))
    let json = try home.start(words + ["--json"]).wait()
    #expect(json.status == 64 && json.json["error"]["message"].text.hasSuffix(form))
    #expect(!FileManager.default.fileExists(atPath: home.home))
  }

  @Test(
    "A command or option that there is not names the one that is nearest",
    arguments: [
      ("vault list", "There is no command farshore vault. Did you mean farshore vaults?"),
      ("vaults lst", "There is no command farshore vaults lst. Did you mean farshore vaults list?"),
      ("polices run x", "There is no command farshore polices. Did you mean farshore policies?"),
      ("tasks kill x", "There is no command farshore tasks kill. Verbs: list, show, watch, cancel, pause"),
      ("xyzzy", "There is no command farshore xyzzy."), ("lag --mx 24h", "Did you mean '--max'?"),
      ("vaults list extra", "Unexpected argument 'extra'"),
      ("--context demo lag --mx 24h", "See farshore lag --help"),
      ("--context lag vaults lst", "Did you mean farshore vaults list?"),
    ])
  func commands(_ line: String, _ words: String) throws {
    let home = try CommandHome()
    let finished = try home.start(line.split(separator: " ").map(String.init)).wait()
    #expect(finished.status == 64 && finished.errors.contains(words), "\(finished)")
  }

  @Test("A status that no task has is refused with all there are; several are named at once")
  func statuses() throws {
    let home = try CommandHome()
    try home.addRegions(["east"])
    let unknown = try home.start(["tasks", "list", "--status", "failed,bogus"]).wait()
    #expect(
      unknown.status == 64 && unknown.errors.contains("No task is ever bogus.")
        && unknown.errors.contains("Statuses: waiting, running"))
    #expect(try home.json("tasks", "list", "--status", "failed,interrupted") == .array([]))
  }

  @Test("What was deleted is named, with its region: an original and its replicas may share a name")
  func deletions() throws {
    let home = try CommandHome()
    try home.addRegions(["east"])
    let finished = try home.start(["vaults", "delete", "backup-east"]).wait()
    #expect(finished.output.hasPrefix("vault backup-east in east (") && finished.output.hasSuffix("): deleted\n"))
  }

  @Test("The demo becomes the current context where the current one has no region, and only there")
  func demo() throws {
    let home = try CommandHome()
    try home.json("regions", "list")
    let made = try home.start(["demo", "--no-console"]).wait(seconds: 180)
    #expect(made.status == 0 && made.errors.contains("The current context is demo now"), "\(made)")
    #expect(try home.json("backups", "list").items.count > 5)
    // Resumed, the backup that was cut off comes about after all.
    let failed = try home.json("tasks", "list", "--status", "interrupted")[0]
    try home.json("tasks", "resume", failed["id"].text)
    let ended = try home.waitUntil("tasks", "show", failed["id"].text) { $0["status"].text == "success" }
    let backup = try home.json("backups", "show", ended["target"]["id"].text)
    #expect(backup["name"].text == "db-02-0409" && backup["status"].text == "available")
    // A context in use is left alone.
    try home.json("contexts", "add", "mine")
    try home.json("contexts", "use", "mine")
    try home.json("regions", "add", "north", "--store", "\(home.folder)/north")
    #expect(try !home.start(["demo", "--no-console"]).wait().errors.contains("current context"))
  }

  @Test(
    "A time zone in another case, or by its city, is refused with its name",
    arguments: [("europe/berlin", "Europe/Berlin"), ("Hong Kong", "Asia/Hong_Kong"), ("utc", "UTC")])
  func zones(_ typed: String, _ name: String) throws {
    let home = try CommandHome()
    let words = ["policies", "create", "p", "--operation", "backup", "--schedule", "FREQ=DAILY", "--timezone", typed]
    let finished = try home.start(words + ["--json"]).wait()
    #expect(finished.status == 2 && finished.codes == ["time-zone"])
    #expect(finished.json["refused"][0]["message"].text.hasSuffix("Did you mean \(name)?"), "\(finished)")
  }

  @Test(
    "A home that was mistyped is said to be new; nothing is said where one is begun, of an old one, or with --quiet")
  func newHome() throws {
    let home = try CommandHome()
    for (words, isTold) in [
      (["backups", "list"], true), (["backups", "list", "--json"], true), (["lag", "--quiet"], false),
      (
        [
          "vaults", "create", "v", "--region", "east", "--type", "server", "--protection", "backup", "--capacity",
          "1GB",
        ], false
      ),
    ] {
      let place = "\(home.folder)/\(UUID().uuidString)"
      let sentence = "No home at \(place) yet; made it.\n"
      let first = try home.start(words + ["--home", place]).wait()
      #expect(first.errors.contains(sentence) == isTold, "\(words): \(first)")
      let second = try home.start(words, environment: ["FARSHORE_HOME": place]).wait()
      #expect(!second.errors.contains("No home"), "\(words): \(second)")
    }
    let named = try home.start(["backups", "list"], environment: ["FARSHORE_HOME": home.folder + "/other"]).wait()
    #expect(named.status == 0 && named.errors == "No home at \(home.folder)/other yet; made it.\n")
  }

  @Test("A copy that is paused is called so in tables; JSON keeps the code (S70)")
  func paused() throws {
    let home = try CommandHome()
    try home.addRegions()
    let path = try home.disk("s.raw", mebibytes: 8, seed: 5)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
    try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "nightly")
    try home.json("contexts", "set", "local", "link-rate=1MiB")
    let task = try home.json("replicas", "create", "nightly", "--to", "west")["tasks"][0]["id"].text
    try home.json("tasks", "pause", task)
    let list = try home.run("backups", "list", "--region", "west").output
    #expect(list.contains("Paused") && !list.contains("waiting_protect") && !list.contains("Creating"), "\(list)")
    let replica = try home.json("backups", "list", "--region", "west")[0]
    #expect(["waiting_protect", "protecting"].contains(replica["status"].text))
    #expect(try home.run("backups", "show", replica["id"].text).output.contains("Paused"))
    #expect(try home.run("backups", "show", "nightly").output.contains("in west, Paused"))
    #expect(try home.run("lag", "--max", "1h").output.contains("paused"))
    try home.json("tasks", "cancel", task)
  }
}
