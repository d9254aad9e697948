import Foundation

/// Paths as typed, made independent of the folder the command was started in: workers and later commands start elsewhere.
enum FilePath {
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = FileManager.default.currentDirectoryPath
    return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }

  /// Makes the folders above a path.
  /// - Throws: `CommandError`.
  static func makeParent(of path: String) throws {
    let parent = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw CommandError.folder(path: parent, reason: error.localizedDescription)
    }
  }
}
