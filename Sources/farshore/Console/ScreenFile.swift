import Embedded
import Foundation

/// Where the console saves screens as text.
enum ScreenFile {
  /// Writes the text into the home's `screens` folder, readable by its owner alone, and returns the path.
  static func write(_ text: String, home: Home, date: Date) throws -> String {
    let folder = URL(filePath: home.configuration).appending(path: "screens")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let stamp = date.formatted(.iso8601.timeSeparator(.omitted).dateSeparator(.omitted))
    // Two of one second are two files.
    var file = folder.appending(path: "farshore-\(stamp).txt")
    for number in 2...100 where FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
      file = folder.appending(path: "farshore-\(stamp)-\(number).txt")
    }
    try Data((text + "\n").utf8).write(to: file, options: .withoutOverwriting)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path(percentEncoded: false))
    return file.path(percentEncoded: false)
  }
}
