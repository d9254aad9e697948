internal import Replication

/// One destination as it stands in a dialog.
struct FormDestination: Hashable, Sendable {
  /// The vaults of the region.
  enum Vaults: Hashable, Sendable {
    /// No region is chosen, or the dialog needs no vault.
    case unasked
    case loading
    case known([Vault])
    case failed(String)
  }

  var region: String?
  var project: String?
  var vault: String?
  var vaults = Vaults.unasked

  /// The vaults, as far as they are known.
  var knownVaults: [Vault] {
    if case .known(let vaults) = vaults { return vaults }
    return []
  }
}
