import Embedded
import Foundation

/// A home of a test's own, removed with the object.
final class TemporaryHome: Sendable {
  let home: Home

  init() throws {
    home = Home(folder: NSTemporaryDirectory() + "home-\(UUID().uuidString)")
  }

  deinit { try? FileManager.default.removeItem(atPath: home.path) }

  var files: ContextFiles { ContextFiles(home: home) }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = home.configuration + "/" + name
    try home.makeFolder((file as NSString).deletingLastPathComponent)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: home.configuration + "/" + name), encoding: .utf8)
  }
}
