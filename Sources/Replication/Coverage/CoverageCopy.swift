public import struct Foundation.Date

/// What a region other than its own holds of a coverage row's source, or of an older backup of the same resource.
public struct CoverageCopy: Codable, Hashable, Sendable {
  /// How it stands.
  public enum Standing: String, Codable, Hashable, Sendable {
    /// Read back and hashed: it can be used.
    case verified
    /// Something is being done with it.
    case busy
    /// It holds no usable data.
    case broken
  }

  /// The id of the replica or copied snapshot.
  public var id: String
  /// The region that holds it.
  public var region: String
  /// How it stands.
  public var standing: Standing
  /// Its status in words, such as `Deleting`.
  public var word: String
  /// When the data in it was read from the resource.
  public var createdAt: Date
  /// Whether it was made of an older backup of the same resource.
  public var isOlder: Bool
  /// The last restore drill of it; nil if there was none.
  public var drill: DrillMark?

  /// Makes a copy.
  public init(
    id: String, region: String, standing: Standing, word: String, createdAt: Date, isOlder: Bool = false,
    drill: DrillMark? = nil
  ) {
    self.id = id
    self.region = region
    self.standing = standing
    self.word = word
    self.createdAt = createdAt
    self.isOlder = isOlder
    self.drill = drill
  }
}
