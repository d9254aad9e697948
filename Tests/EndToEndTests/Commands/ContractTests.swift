import Foundation
import Testing

/// The contract of spec/commands.md that every command keeps, whatever it does.
@Suite(.serialized, .ownThreads)
struct ContractTests {
  /// Exit statuses and the one JSON object that goes with each but 0.
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    let code: String
    var testDescription: String { arguments.joined(separator: " ") }
    init(_ arguments: String, _ status: Int32, _ code: String) {
      self.arguments = arguments.split(separator: " ").map(String.init)
      (self.status, self.code) = (status, code)
    }
  }

  static let errors = [
    Case("bogus", 64, "usage"),
    Case("vaults", 64, "usage"),
    Case("vaults bogus", 64, "usage"),
    Case("vaults list --bogus", 64, "usage"),
    Case("vaults create v --region east --type cup --protection backup --capacity 1GB", 64, "usage"),
    Case("vaults create v --region east --type server --protection backup --capacity 1GBB", 64, "usage"),
    Case("vaults list --limit x", 64, "usage"),
    Case("vaults list --limit=-1", 64, "usage"),
    Case("replicas create", 64, "usage"),
    Case("replicas create b --to east --vault v --vault w", 64, "usage"),
    Case("backups create --vault v", 64, "usage"),
    Case("backups create --server s --disk d --vault v", 64, "usage"),
    Case("servers add s --region east --disk nowhere", 64, "usage"),
    Case("contexts set local beta=perhaps", 64, "usage"),
    Case("contexts set local link-rate=fast", 64, "usage"),
    Case("contexts set local colour=blue", 64, "usage"),
    Case("contexts use nowhere", 64, "unknown-context"),
    Case("backups list --context nowhere", 64, "unknown-context"),
    Case("themes show nosuch", 64, "usage"),
    Case("list --home", 64, "usage"),
    Case("demo --no-console --link-rate never", 64, "usage"),
  ]

  @Test("Contract: wrong usage exits with 64 and one JSON error", arguments: errors)
  func usage(_ test: Case) throws {
    let home = try CommandHome()
    try home.run("contexts", "add", "local")
    let finished = try home.start(["--json"] + test.arguments).wait()
    #expect(finished.status == test.status)
    #expect(finished.json.keys == ["error"])
    #expect(finished.json["error"].keys == ["code", "message", "next"])
    #expect(finished.json["error"]["code"].text == test.code)
    #expect(!finished.json["error"]["message"].text.isEmpty)
    #expect(finished.errors.isEmpty, "a JSON error needs no second voice")
    let plain = try home.start(test.arguments).wait()
    #expect(plain.status == test.status)
    #expect(plain.output.isEmpty, "diagnostics belong on standard error")
    #expect(!plain.errors.isEmpty)
  }

  @Test("Contract: --help is text on standard output, exit 0, for every noun and verb")
  func help() throws {
    let home = try CommandHome()
    for words in [[], ["vaults"], ["vaults", "create"], ["replicas", "create"], ["tasks", "watch"], ["demo"]] {
      let finished = try home.start(words + ["--help"]).wait()
      #expect(finished.status == 0)
      #expect(
        finished.output.contains("USAGE: farshore \(words.joined(separator: " "))".trimmingCharacters(in: .whitespaces))
      )
      #expect(finished.errors.isEmpty)
    }
    #expect(try home.run("help", "vaults").status == 0)
    #expect(try home.run("--version").status == 0)
    for shell in ["bash", "zsh", "fish"] {
      #expect(try home.run("--generate-completion-script", shell).output.contains("farshore"))
    }
  }

  @Test("Contract: global options stand before or after noun and verb")
  func globalOptions() throws {
    let home = try CommandHome()
    let other = home.folder + "/other"
    for words in [
      ["--home", other, "--json", "contexts", "list"], ["contexts", "--json", "list", "--home", other],
      ["contexts", "list", "--json", "--quiet", "--home=\(other)"],
    ] {
      let finished = try home.start(words).wait()
      #expect(finished.status == 0)
      #expect(finished.json == .array([]))
    }
  }

  @Test("Contract: the first command that needs a context makes local; demo is not made by that")
  func localContext() throws {
    let home = try CommandHome()
    #expect(try home.json("regions", "list") == .array([]))
    let contexts = try home.json("contexts", "list")
    #expect(contexts.items.map { $0["name"].text } == ["local"])
    #expect(contexts[0]["current"] == .bool(true))
    #expect(contexts[0]["settings"]["beta"] == .bool(true))
  }

  @Test("Contract: names with control characters come out harmless on both streams, and escaped in JSON")
  func hostileNames() throws {
    let home = try CommandHome()
    let name = "evil\u{1B}]0;title\u{07}\u{9B}31m"
    for words in [["regions", "add", "r1", "--store", home.folder + "/\(name)", "--name", name], ["regions", "list"]] {
      let finished = try home.start(words).wait()
      let raw = finished.output + finished.errors
      #expect(!raw.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
    }
    let finished = try home.run("vaults", "show", name, "--json")
    #expect(finished.status == 2)
    #expect(finished.codes == ["unknown-id"])
    #expect(
      !finished.output.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
    #expect(finished.json["refused"][0]["message"].text.contains(name))
  }

  @Test("Contract: a reader that leaves and an output that is full end a command quietly and loudly")
  func brokenOutput() throws {
    let home = try CommandHome()
    try home.run("contexts", "add", "local")
    let full = try home.start(["themes", "show", "default"], standardOutput: "/dev/full").wait()
    #expect(full.status == 1)
    #expect(full.errors.contains("Standard output"))
    let script = "'\(CommandHome.program)' themes show default | head -1 >/dev/null; echo ${PIPESTATUS[0]}"
    let piped = try RunningProcess(
      "/bin/bash", ["-c", script], environment: ["FARSHORE_HOME": home.home], folder: home.folder
    ).wait()
    #expect(piped.output == "0\n")
    #expect(piped.errors.isEmpty)
  }

  @Test("Contract: a broken context file is named with file and line; nothing is changed")
  func brokenConfiguration() throws {
    let home = try CommandHome()
    try home.run("contexts", "add", "local")
    let file = home.home + "/contexts/local.yaml"
    let before = Data("name: local\nprovider: [\n".utf8)
    try before.write(to: URL(fileURLWithPath: file))
    let finished = try home.run("backups", "list", "--json")
    #expect(finished.status == 1)
    #expect(finished.json["error"]["message"].text.contains("local.yaml:"))
    #expect(FileManager.default.contents(atPath: file) == before)
  }
}
