import Foundation
import Testing

@testable import Embedded

/// docs/configuration.md has every key of contexts and of `hooks.yaml`; the readers themselves name them.
struct ConfigurationDocumentTests {
  private static let region = "regions: [{id: here, store: /s, projects: [{id: p}]}]\n"
  private static let policy = """
    policies: [{id: p, name: n, operation: replication, schedule: FREQ=DAILY;BYHOUR=2, timezone: UTC,
      since: '2026-01-01T00:00:00Z',
    """

  /// Files with a key that is not known, in each part that has keys, and the row of the document that has them.
  static let contextFiles: [(part: String, text: String)] = [
    ("a context", "colour: red"), ("settings", "settings: {colour: red}"),
    ("account", "provider: huawei\naccount: {colour: red}"),
    ("endpoints", "provider: huawei\naccount: {credentials: environment, endpoints: {colour: red}}"),
    ("a region", "regions: [{colour: red}]"), ("a project", "regions: [{id: a, store: /s, projects: [{colour: red}]}]"),
    ("a server", region + "servers: [{colour: red}]"), ("a disk", region + "disks: [{colour: red}]"),
    ("a file system", region + "filesystems: [{colour: red}]"),
    (
      "a file system",
      region + "filesystems: [{id: f, name: f, region: here, path: /f, leftOut: {colour: red}}]"
    ),
    ("a policy", region + "policies: [{colour: red}]"), ("to", region + policy + "to: {colour: red}}]"),
    ("retention", region + policy + "to: {region: here}, retention: {colour: red}}]"),
    ("a vault of a policy", region + policy + "to: {region: here}, vaults: [{colour: red}]}]"),
  ]

  static let hookFiles: [(part: String, text: String)] = [
    ("hooks", "colour: red"), ("a hook", "hooks: [{colour: red}]"),
  ]

  private let rows: [String: Substring]

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("docs/configuration.md"), encoding: .utf8)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
    rows = Dictionary(lines.map { (String($0.dropFirst(2).prefix { $0 != "|" }.dropLast()), $0) }) { first, _ in first }
  }

  @Test("every key of a context stands in its row", arguments: contextFiles)
  func contextKeys(_ part: String, _ text: String) throws {
    expect(part) { () throws(ContextError) in _ = try ContextReader(file: "x.yaml").read(text, name: "x") }
  }

  @Test("every key of hooks.yaml stands in its row", arguments: hookFiles)
  func hookKeys(_ part: String, _ text: String) throws {
    expect(part) { () throws(ContextError) in _ = try HookFile.read(text, file: "hooks.yaml") }
  }

  private func expect(_ part: String, _ read: () throws(ContextError) -> Void) {
    guard let row = rows[part] else {
      Issue.record("no row \(part)")
      return
    }
    do throws(ContextError) {
      try read()
      Issue.record("\(part) was read")
    } catch {
      guard case .broken(_, _, _, let problem) = error, let list = problem.components(separatedBy: "known: ").last,
        problem.contains("\"colour\"")
      else {
        Issue.record("\(part): \(error)")
        return
      }
      for key in list.components(separatedBy: ", ") { #expect(row.contains("`\(key)`"), "\(part): \(key)") }
    }
  }
}
