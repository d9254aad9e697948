extension RuleWording {
  static func policyNameTaken(_ name: String) -> String {
    "There is already a policy named \(name). Choose another name."
  }

  static func operationFixed(_ policy: Policy) -> String {
    "\(policy.name) is a \(policy.operation.rawValue) policy and stays one. Create another policy."
  }

  static let destinationOfBackup = "A backup policy has no destination: backups lie in the vaults it is applied to."

  static let destinationOfDrill =
    "A drill policy has no destination: what it rebuilds is compared, certified and thrown away."

  static let retentionOfDrill = "A drill policy makes nothing that is kept, so it has no retention."

  static func drillShare(_ percent: Int) -> String {
    "A drill cannot rebuild \(percent) % of the chunks; give a number from 1 to 100."
  }

  static func unknownVault(_ id: String) -> String { "There is no vault \(id.debugDescription)." }

  static func backupIntoReplicas(_ vault: Vault) -> String {
    "\(vault.name) is a replication vault; backups go into backup vaults."
  }

  static func diskVault(_ vault: Vault) -> String {
    "\(vault.name) holds disk backups, which stay in their region. Apply the policy to a vault of servers or file systems."
  }

  static func policyVaultType(_ vault: Vault, target: Vault) -> String {
    "\(vault.name) holds \(vault.type.rawValue) backups, but \(target.name) takes \(target.type.rawValue) replicas."
      + " Use a policy with a destination vault of that type, or with none."
  }

  static func policyApplied(_ vault: Vault, other: Policy, region: String) -> String {
    "\(other.name) already replicates \(vault.name) to \(region); a vault has one replication policy a region."
      + " Take it off that vault first."
  }

  static func policyTarget(_ vault: Vault, region: String) -> String {
    "\(vault.name) is a \(vault.type.rawValue) \(vault.protection.rawValue) vault in \(vault.region); needed is an"
      + " available replication vault in \(region), in the project chosen."
  }

  static func retriesUsed(_ place: String, failures: Int, cause: String) -> String {
    "Replicating to \(place) by policy failed \(failures) times, the last time with: \(cause) Retry the failed task"
      + " by hand once that is mended."
  }

  static func simulatedCapacity(_ size: Int64, vault: Vault) -> String {
    "Needs \(ByteFormat.short(size)); \(vault.name) would have \(ByteFormat.short(max(0, vault.free))) free."
  }
}
