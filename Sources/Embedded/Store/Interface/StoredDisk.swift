import Replication

/// One disk as a store holds it.
struct StoredDisk: Codable, Hashable, Sendable {
  /// The disk's name, such as `web-01-system`.
  var name: String
  /// System or data.
  var usage: DiskUsage
  /// Logical bytes, holes included.
  var size: Int64
  /// SHA-256 of the whole disk as it was read, in lower-case hexadecimal; nil where it was not computed.
  var sha256: String?
  /// The hash that names the disk's manifest.
  var manifest: ContentHash
  /// Whether the disk was open for writing while it was read: crash-consistent at best.
  var openedLive = false
}
