public import struct Foundation.Date

/// Disk files made of a server backup or replica (S58, S60).
public struct Image: Codable, Hashable, Sendable, Identifiable {
  /// One disk file of an image.
  public struct Disk: Codable, Hashable, Sendable {
    /// `system`, `data-1`, ….
    public var name: String
    /// The absolute path of the file.
    public var path: String
    /// Logical bytes.
    public var size: Int64
    /// SHA-256 of the whole file in hexadecimal; nil for a file that is mostly holes.
    public var sha256: String?
    /// The format of the file; nil means raw.
    public var format: ImageFormat?

    /// Makes a disk.
    public init(name: String, path: String, size: Int64, sha256: String?, format: ImageFormat? = nil) {
      self.name = name
      self.path = path
      self.size = size
      self.sha256 = sha256
      self.format = format
    }
  }

  /// The identifier, a UUID.
  public var id: String
  /// The name of the backup it was made of.
  public var name: String
  /// The region it was made in.
  public var region: String
  /// The id of the backup or replica it was made of.
  public var backup: String
  /// The disk files.
  public var disks: [Disk]
  /// When it was made.
  public var createdAt: Date
  /// The absolute path of a libvirt domain of these disks; nil where none was written.
  public var domain: String?

  /// Makes an image.
  public init(
    id: String, name: String, region: String, backup: String, disks: [Disk], createdAt: Date, domain: String? = nil
  ) {
    self.id = id
    self.name = name
    self.region = region
    self.backup = backup
    self.disks = disks
    self.createdAt = createdAt
    self.domain = domain
  }
}
