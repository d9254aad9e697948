public import struct Foundation.Date

/// How far one region is behind one resource: what a loss of the resource's own region would cost.
public struct LagRow: Codable, Hashable, Sendable {
  /// Something in the region, or on its way there.
  public struct Copy: Codable, Hashable, Sendable {
    /// The id of the replica, or of the task that makes it.
    public var id: String
    /// When its data was read from the resource.
    public var madeAt: Date
    /// Seconds until it is there, at the present rate; nil while unknown, or where it is there.
    public var etaSeconds: Double?

    /// Makes a copy.
    public init(id: String, madeAt: Date, etaSeconds: Double? = nil) {
      self.id = id
      self.madeAt = madeAt
      self.etaSeconds = etaSeconds
    }
  }

  /// The resource.
  public var resource: ResourceReference
  /// Server or SFS Turbo.
  public var type: ResourceType
  /// The region that is behind; nil for a resource that has no replica anywhere.
  public var region: String?
  /// The newest original.
  public var newest: Backup
  /// The newest verified replica there.
  public var replica: Copy?
  /// The newest replica on its way there.
  public var coming: Copy?

  /// Makes a row.
  public init(
    resource: ResourceReference, type: ResourceType, region: String?, newest: Backup, replica: Copy? = nil,
    coming: Copy? = nil
  ) {
    self.resource = resource
    self.type = type
    self.region = region
    self.newest = newest
    self.replica = replica
    self.coming = coming
  }

  /// How old the newest verified replica's data is, in seconds; nil where there is none.
  public func age(at now: Date) -> Double? { replica.map { max(0, now.timeIntervalSince($0.madeAt)) } }
}
