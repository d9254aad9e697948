/// How many entries of a restored tree lack something because it was restored without privileges.
public struct LeftOut: Codable, Hashable, Sendable {
  /// Files and folders without their setuid or setgid bit.
  public var setuid: Int
  /// Device nodes that were not made.
  public var devices: Int
  /// Entries that belong to whoever restored them.
  public var owners: Int
  /// Entries without an attribute that only the system may set.
  public var attributes: Int

  /// Makes counts.
  public init(setuid: Int = 0, devices: Int = 0, owners: Int = 0, attributes: Int = 0) {
    self.setuid = setuid
    self.devices = devices
    self.owners = owners
    self.attributes = attributes
  }

  /// Whether nothing was left out.
  public var isEmpty: Bool { self == LeftOut() }
}
