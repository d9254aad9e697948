/// A region as IAM lists it, whether the account may use it or not.
public struct IAMRegion: Decodable, Hashable, Sendable {
  /// The id, such as `ap-southeast-1`.
  public var id: String
  /// `public`, or another word.
  public var type: String?
  /// Names by language, such as `en-us`.
  public var locales: [String: String]?

  /// The English name, else the id.
  public var displayName: String {
    let name = locales?["en-us"] ?? ""
    return name.isEmpty ? id : name
  }
}
