/// What the replication of a whole vault would do (S62, S63): the eligible backups, and why the others stay.
public struct VaultSelection: Codable, Hashable, Sendable {
  /// The backups that can go, in the order given.
  public var eligible: [Backup]
  /// Why each of the others cannot; `source` names the backup, one backup may have several reasons.
  public var skipped: [Refusal]
  /// What forbids the whole request: a replication vault, a bad destination, or `nothing-eligible`.
  public var refused: [Refusal]
  /// The requests of the eligible backups, with default names (S40); empty if the whole is refused.
  public var requests: [ReplicaRequest]

  /// Makes a selection.
  public init(
    eligible: [Backup] = [], skipped: [Refusal] = [], refused: [Refusal] = [], requests: [ReplicaRequest] = []
  ) {
    self.eligible = eligible
    self.skipped = skipped
    self.refused = refused
    self.requests = requests
  }

  /// How many backups are skipped, each counted once.
  public var skippedCount: Int { Set(skipped.compactMap(\.source)).count }
  /// Logical bytes of the eligible backups (S65).
  public var traffic: Int64 { eligible.reduce(0) { $0 &+ $1.size } }
}
