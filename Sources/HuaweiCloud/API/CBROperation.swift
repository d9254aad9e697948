/// A task of the service (`operation_log`).
public struct CBROperation: Decodable, Hashable, Sendable {
  /// Why it failed; empty texts when nothing did.
  public struct Failure: Decodable, Hashable, Sendable {
    /// The vendor's code.
    public var code: String?
    /// The vendor's words.
    public var message: String?
  }

  /// What it works on.
  public struct Extra: Decodable, Hashable, Sendable {
    /// What all have.
    public struct Common: Decodable, Hashable, Sendable {
      /// 0 to 100.
      public var progress: Double?
      /// The request that started it.
      public var requestId: String?
    }

    /// A resource.
    public struct Resource: Decodable, Hashable, Sendable {
      /// Its id.
      public var id: String?
      /// Its name.
      public var name: String?
    }

    /// A backup that is made or deleted.
    public struct Subject: Decodable, Hashable, Sendable {
      /// Its id.
      public var backupId: String?
      /// Its name.
      public var backupName: String?
    }

    /// Both sides of a replication.
    public struct Replication: Decodable, Hashable, Sendable {
      /// The backup that is copied.
      public var sourceBackupId: String?
      /// Its name.
      public var sourceBackupName: String?
      /// Its region.
      public var sourceRegion: String?
      /// The replica.
      public var destinationBackupId: String?
      /// Its name.
      public var destinationBackupName: String?
      /// Its region.
      public var destinationRegion: String?
    }

    /// What all have.
    public var common: Common?
    /// The resource.
    public var resource: Resource?
    /// Of a backup.
    public var backup: Subject?
    /// Of a deletion.
    public var delete: Subject?
    /// Of a replication.
    public var replication: Replication?
  }

  /// The id.
  public var id: String
  /// `success`, `skipped`, `failed`, `running`, `timeout`, `waiting`, or a word of the future.
  public var status: String
  /// `backup`, `copy`, `replication`, `restore`, `delete`, `sync`, `vault_delete`, `remove_resource`.
  public var operationType: String?
  /// When it was asked for.
  public var createdAt: String?
  /// When it began.
  public var startedAt: String?
  /// When it last changed.
  public var updatedAt: String?
  /// When it ended.
  public var endedAt: String?
  /// The policy that started it.
  public var policyId: String?
  /// The vault it works in.
  public var vaultId: String?
  /// That vault's name.
  public var vaultName: String?
  /// Why it failed.
  public var errorInfo: Failure?
  /// What it works on.
  public var extraInfo: Extra?
}
