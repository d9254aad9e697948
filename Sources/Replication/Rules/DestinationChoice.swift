/// A requested destination, looked up among the facts (S42–S44).
struct DestinationChoice {
  let facts: ReplicaFacts
  /// The id of the region as requested.
  let regionID: String
  /// The region; nil if unknown or not chosen.
  let region: Region?
  /// The id of the project as requested.
  let projectID: String?
  /// The project: the one named, or the region's default one (S43).
  let project: Project?
  /// The id of the vault as requested; an empty one counts as not chosen.
  let vaultID: String?

  init(_ request: ReplicaRequest, _ facts: ReplicaFacts) {
    self.facts = facts
    let destination = request.destination
    regionID = destination.region
    region = facts.regions.first { $0.id == destination.region }
    projectID = destination.project
    vaultID = destination.vault.flatMap { $0.isEmpty ? nil : $0 }
    if let id = destination.project {
      project = region?.projects.first { $0.id == id }
    } else {
      project = region?.defaultProject
    }
  }

  /// The region as sentences name it.
  var place: String { RuleWording.place(regionID, facts.regions) }

  /// Whether a project was named that the region does not have.
  var projectIsUnknown: Bool { region != nil && projectID != nil && project == nil }

  /// Whether the region can be a destination at all; only then a missing vault is worth a word.
  var regionIsUsable: Bool { region?.canReplicate == true && regionID != facts.backup.region }

  /// The vault named, whatever its state.
  var namedVault: Vault? {
    guard let vaultID else { return nil }
    return facts.destinationVaults.first { $0.id == vaultID }
  }

  /// All replication vaults of the backup's type in the region and project, usable or not.
  var vaultsOfKind: [Vault] {
    facts.destinationVaults.filter {
      $0.type == facts.backup.type && $0.protection == .replication && isHere($0)
    }
  }

  /// Whether a vault lies in the chosen region and project.
  func isHere(_ vault: Vault) -> Bool {
    guard vault.region == regionID else { return false }
    // Clouds without projects: the region alone decides.
    guard let wanted = project?.id ?? projectID else { return true }
    return vault.project == wanted
  }
}
