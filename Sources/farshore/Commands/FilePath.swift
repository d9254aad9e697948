import Foundation

/// Paths as typed, made independent of the folder the command was started in: workers and later commands start elsewhere.
enum FilePath {
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = FileManager.default.currentDirectoryPath
    return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }
}
