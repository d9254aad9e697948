/// Makes a disk of a snapshot of the same region (model of the vendor's SDK, cbs 3.1.175).
public struct CreateDisks: TencentOperation {
  /// The new disks' ids.
  public typealias Answer = TencentCreatedDisks
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "CreateDisks"
  /// Costs money.
  public static let onlyReads = false

  /// Where the disk is made.
  public struct Placement: Encodable, Hashable, Sendable {
    private enum CodingKeys: String, CodingKey { case zone = "Zone" }

    /// The zone, such as `ap-shanghai-5`.
    public var zone: String

    /// Makes a placement.
    public init(zone: String) { self.zone = zone }
  }

  private enum CodingKeys: String, CodingKey {
    case placement = "Placement"
    case charge = "DiskChargeType"
    case diskType = "DiskType"
    case name = "DiskName"
    case snapshot = "SnapshotId"
    case size = "DiskSize"
    case token = "ClientToken"
  }

  /// Where it is made.
  public var placement: Placement
  /// How it is paid, such as `POSTPAID_BY_HOUR`.
  public var charge: String
  /// Its type, such as `CLOUD_PREMIUM`.
  public var diskType: String
  /// Its name; nil for the service's own.
  public var name: String?
  /// The snapshot it is made of.
  public var snapshot: String
  /// Its size in GiB; nil for the snapshot's.
  public var size: Int?
  /// Marks a request, so that a second one with the same token makes nothing more.
  public var token: String

  /// Makes a request.
  public init(
    zone: String, charge: String = "POSTPAID_BY_HOUR", diskType: String, name: String? = nil, snapshot: String,
    size: Int? = nil, token: String
  ) {
    placement = Placement(zone: zone)
    self.charge = charge
    self.diskType = diskType
    self.name = name
    self.snapshot = snapshot
    self.size = size
    self.token = token
  }
}
