/// The wish to replicate a backup or, with a source vault, all of a vault; optional keys are sent only when set.
public struct CBRReplicate: Encodable, Hashable, Sendable {
  /// Of a vault: the vault that is copied.
  public var vaultId: String?
  /// Of a backup: the replica's name.
  public var name: String?
  /// Of a backup: the replica's description; an empty one is left out.
  public var description: String?
  /// Where to.
  public var destinationRegion: String
  /// The project there.
  public var destinationProjectId: String
  /// The vault there.
  public var destinationVaultId: String
  /// Of a vault: whether it counts as a policy's run.
  public var autoTrigger: Bool?
  /// Faster for a price; older editions refuse the key, so it is left out unless wanted.
  public var enableAcceleration: Bool?

  /// Makes a wish.
  public init(
    vaultId: String? = nil, name: String? = nil, description: String? = nil, destinationRegion: String,
    destinationProjectId: String, destinationVaultId: String, autoTrigger: Bool? = nil,
    enableAcceleration: Bool? = nil
  ) {
    self.vaultId = vaultId
    self.name = name
    self.description = description
    self.destinationRegion = destinationRegion
    self.destinationProjectId = destinationProjectId
    self.destinationVaultId = destinationVaultId
    self.autoTrigger = autoTrigger
    self.enableAcceleration = enableAcceleration
  }
}
