/// A program that copies a file or a folder without keeping versions; figures of it are for orientation.
enum Copier: String, CaseIterable, Sendable {
  case cp
  case rsync
  case rclone

  /// Whether it is installed.
  var isThere: Bool { Machine.find(rawValue) != nil }

  func copy(_ source: String, to target: String, isFolder: Bool, folder: String) throws -> Child.Run {
    try Child(program: rawValue, folder: folder).measured(arguments(source, target, isFolder))
  }

  private func arguments(_ source: String, _ target: String, _ isFolder: Bool) -> [String] {
    switch self {
    case .cp: ["-a", "--reflink=never", source, target]
    case .rsync: ["-aH", "--inplace", "--no-whole-file", isFolder ? source + "/" : source, target]
    case .rclone: [isFolder ? "copy" : "copyto", "--links", source, target]
    }
  }
}
