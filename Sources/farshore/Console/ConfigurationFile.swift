import Console
import Embedded
import Foundation
import Replication

/// `config.yaml` in the home: what the operator has settled about the console.
struct ConfigurationFile {
  let path: String

  init(home: Home) { path = home.configuration + "/config.yaml" }

  /// The preferences; without a file those of an operator who has settled nothing.
  /// - Throws: `PreferencesError`, or what kept the file from being read.
  func load() throws -> Preferences { try PreferencesReader(file: path).read(text()) }

  /// Changes one thing in the file and leaves all else in it as it is; makes the file where there is none.
  func change(_ change: PreferenceChange) throws {
    let text = try PreferencesWriter(file: path).text(text(), with: change)
    // Many keep such files elsewhere and link to them.
    let file = URL(filePath: path).resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // Without a file there is no mode to keep.
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
    try Data(text.utf8).write(to: file, options: .atomic)
    let mode = attributes?[.posixPermissions] ?? 0o600
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path(percentEncoded: false))
  }

  private func text() throws -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    let file = URL(filePath: path).resolvingSymlinksInPath()
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
    guard attributes[.type] as? FileAttributeType == .typeRegular, (attributes[.size] as? Int ?? 0) <= 1 << 20 else {
      throw broken("this is not a small text file")
    }
    guard let text = String(validating: try Data(contentsOf: file), as: UTF8.self) else {
      throw broken("this is not UTF-8 text")
    }
    return text
  }

  private func broken(_ problem: String) -> PreferencesError {
    .broken(file: path, line: 1, column: 1, problem: problem)
  }
}
