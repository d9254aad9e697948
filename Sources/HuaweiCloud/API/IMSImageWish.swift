/// A whole-server image to be made of a backup or replica.
public struct IMSImageWish: Encodable, Hashable, Sendable {
  /// 1 to 128 characters.
  public var name: String
  /// The backup.
  public var backupId: String
  /// Always `CBR`.
  public var wholeImageType = "CBR"
  /// Optional words.
  public var description: String?

  /// Makes a wish.
  public init(name: String, backupId: String, description: String? = nil) {
    self.name = name
    self.backupId = backupId
    self.description = description
  }
}
