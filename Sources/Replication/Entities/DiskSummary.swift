/// One disk as it stands in a backup or an image.
public struct DiskSummary: Codable, Hashable, Sendable {
  /// The disk's name, such as `web-01-system`.
  public var name: String
  /// System or data.
  public var usage: DiskUsage
  /// Logical bytes, holes included.
  public var size: Int64
  /// SHA-256 of the whole disk as it was read, in lower-case hexadecimal; nil until it was read.
  public var sha256: String?

  /// Makes a summary.
  public init(name: String, usage: DiskUsage, size: Int64, sha256: String? = nil) {
    self.name = name
    self.usage = usage
    self.size = size
    self.sha256 = sha256
  }
}
