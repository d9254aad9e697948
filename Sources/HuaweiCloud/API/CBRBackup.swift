/// A backup or replica; of all fields only those without a default are counted on.
public struct CBRBackup: Decodable, Hashable, Sendable {
  /// What the protected resource was like.
  public struct Extra: Decodable, Hashable, Sendable {
    /// An image made of it.
    public struct Image: Decodable, Hashable, Sendable {
      /// The image's id.
      public var imageId: String?
    }

    /// Whether a policy made it.
    public var autoTrigger: Bool?
    /// Whether it holds a system disk.
    public var containSystemDisk: Bool?
    /// Of a disk backup: whether the disk is a system disk.
    public var systemDisk: Bool?
    /// Images made of it.
    public var osImagesData: [Image]?
  }

  /// The id.
  public var id: String
  /// The name.
  public var name: String
  /// `available`, `protecting`, … or a word of the future.
  public var status: String
  /// The project.
  public var projectId: String?
  /// The vault.
  public var vaultId: String?
  /// What was made together.
  public var checkpointId: String?
  /// The text an operator gave.
  public var description: String?
  /// `backup` or `replication`.
  public var imageType: String?
  /// Of a disk backup within a server backup: that one.
  public var parentId: String?
  /// What it protects.
  public var resourceId: String?
  /// Its name.
  public var resourceName: String?
  /// Its size in GB, binary.
  public var resourceSize: Double?
  /// The vendor's type, such as `OS::Nova::Server` or `OS::Sfs::Turbo`.
  public var resourceType: String?
  /// When it was asked for.
  public var createdAt: String?
  /// When it last changed.
  public var updatedAt: String?
  /// Further facts.
  public var extendInfo: Extra?
  /// The disk backups of a server backup.
  public var children: Lenient<CBRBackup>?
  /// All attempts to replicate it; hidden in lists unless asked for.
  public var replicationRecords: Lenient<CBRReplicationRecord>?
}
