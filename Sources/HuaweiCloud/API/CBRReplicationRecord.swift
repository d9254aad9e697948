/// One attempt to replicate a backup, kept inside the source backup; every field may be missing.
public struct CBRReplicationRecord: Decodable, Hashable, Sendable {
  /// Progress and what went wrong.
  public struct Extra: Decodable, Hashable, Sendable {
    /// 0 to 100.
    public var progress: Double?
    /// The vendor's code of a failure.
    public var failCode: String?
    /// The vendor's words of a failure.
    public var failReason: String?
    /// Whether a policy started it.
    public var autoTrigger: Bool?
  }

  /// The record's id.
  public var id: String
  /// `waiting_replicate`, `replicating`, `success`, `fail`, `skip`, or a word of the future.
  public var status: String
  /// When it was asked for.
  public var createdAt: String?
  /// The backup it copies.
  public var sourceBackupId: String?
  /// Where that lies.
  public var sourceRegion: String?
  /// Its project.
  public var sourceProjectId: String?
  /// The replica, once it exists.
  public var destinationBackupId: String?
  /// Where it goes.
  public var destinationRegion: String?
  /// The project there.
  public var destinationProjectId: String?
  /// The vault there.
  public var destinationVaultId: String?
  /// Progress and what went wrong.
  public var extraInfo: Extra?
}
