/// A vault that a policy is applied to.
public struct PolicyVault: Codable, Hashable, Sendable {
  /// The id of the vault.
  public var vault: String
  /// For backup policies: the ids of the resources backed up into it; empty means every registered resource of the
  /// vault's type, region and project.
  ///
  /// A server's disks are in the server's backups, so they go only where named.
  public var resources: [String]
  /// Where a live cloud names it for each vault: the id of the vault that takes the replicas; nil for the only one.
  public var target: String?

  /// Makes an application.
  public init(vault: String, resources: [String] = [], target: String? = nil) {
    self.vault = vault
    self.resources = resources
    self.target = target
  }

  /// Whether a registered resource is backed up into the vault.
  public func takes(_ resource: SimulatedResource, into vault: Vault) -> Bool {
    resource.type == vault.type && resource.region == vault.region && resource.project == vault.project
      && (resources.isEmpty ? !resource.isPart : resources.contains(resource.reference.id))
  }
}
