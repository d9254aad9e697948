/// A vault to be made.
public struct CBRVaultWish: Encodable, Hashable, Sendable {
  /// What is bought.
  public struct Billing: Encodable, Hashable, Sendable {
    /// `crash_consistent` or `app_consistent`.
    public var consistentLevel: String
    /// `server`, `disk`, `turbo`.
    public var objectType: String
    /// `backup` or `replication`.
    public var protectType: String
    /// In GB, binary.
    public var size: Int
    /// `post_paid`; pre-paid vaults are orders and money, which this program leaves to the vendor's console.
    public var chargingMode: String?
    /// `public` or `hybrid`; left out means public.
    public var cloudType: String?

    /// Makes a post-paid, crash-consistent one.
    public init(
      objectType: String, protectType: String, size: Int, chargingMode: String? = "post_paid", cloudType: String? = nil
    ) {
      consistentLevel = "crash_consistent"
      self.objectType = objectType
      self.protectType = protectType
      self.size = size
      self.chargingMode = chargingMode
      self.cloudType = cloudType
    }
  }

  /// A label.
  public struct Tag: Encodable, Hashable, Sendable {
    /// Its key.
    public var key: String
    /// Its value.
    public var value: String

    /// Makes a label.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The name.
  public var name: String
  /// What is bought.
  public var billing: Billing
  /// Nothing is put in at once; the key must be there.
  public var resources: [String] = []
  /// At most 64 characters here, although answers allow 255.
  public var description: String?
  /// Whether it grows by itself.
  public var autoExpand: Bool?
  /// Labels; an empty list is refused, so none means no key.
  public var tags: [Tag]?

  /// Makes a wish.
  public init(
    name: String, billing: Billing, description: String? = nil, autoExpand: Bool? = nil, tags: [Tag]? = nil
  ) {
    self.name = name
    self.billing = billing
    self.description = description
    self.autoExpand = autoExpand
    self.tags = tags
  }
}
