import Foundation
import Replication
import Yams

/// `hooks.yaml` beside the contexts: who is told of what.
struct HookFile: Hashable, Sendable {
  var hooks: [Hook] = []
  /// Seconds a region may be behind before hooks are told.
  var objective: Double = 86_400

  /// The file of a home.
  static func path(_ home: Home) -> String { home.configuration + "/hooks.yaml" }

  /// Reads it; nil where there is none.
  static func load(_ home: Home) throws -> HookFile? {
    let path = path(home)
    guard let text = try SafeFile.read(path) else { return nil }
    return try read(text, file: path)
  }

  static func read(_ text: String, file: String) throws(ContextError) -> HookFile {
    guard let root = try ContextReader(file: file).composed(text) else { return HookFile() }
    let map = try YAMLMap(root, file: file, what: "hooks", keys: ["lag", "hooks"])
    var result = HookFile()
    if let lag = try map.text("lag") {
      guard let seconds = SpanText.parse(lag) else { throw map.broken("lag", "lag must be a span such as 90m or 24h") }
      result.objective = seconds
    }
    for node in try map.list("hooks") { result.hooks.append(try hook(node, file)) }
    return result
  }

  /// What is posted may name things that are nobody else's business, so it leaves the machine over TLS only.
  private static func isAddress(_ text: String) -> Bool {
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else { return false }
    switch parts.scheme?.lowercased() {
    case "https": return true
    case "http": return LoopbackHost.contains(host)
    default: return false
    }
  }

  private static func hook(_ node: Node, _ file: String) throws(ContextError) -> Hook {
    let map = try YAMLMap(node, file: file, what: "a hook", keys: ["name", "events", "command", "webhook"])
    let words = try map.list("command").map { $0.scalar?.string ?? "" }
    let address = try map.text("webhook")
    let target: Hook.Target
    switch (words.first, address) {
    case (let program?, nil):
      guard program.hasPrefix("/") else { throw map.broken("command", "a command begins with an absolute path") }
      target = .command(words)
    case (nil, let address?):
      guard isAddress(address) else {
        throw map.broken("webhook", "a webhook is an https address, or an http address of this machine")
      }
      target = .webhook(address)
    default: throw map.broken("name", "a hook has a command or a webhook")
    }
    return Hook(
      name: try map.required("name"), events: try map.words("events") ?? HookEvent.allCases, target: target)
  }
}
