import Replication

/// A server's disk as typed: `system:PATH` or `data:PATH`, split at the first colon.
struct DiskChoice {
  let usage: DiskUsage
  let path: String

  /// Understands a text.
  /// - Throws: `CommandError`.
  init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let usage = DiskUsage(rawValue: parts[0]), !parts[1].isEmpty else {
      throw CommandError.diskForm(text)
    }
    self.usage = usage
    path = FilePath.absolute(parts[1])
  }
}
