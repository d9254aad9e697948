import Foundation
import Replication

/// A vault, as `--json` prints it; sizes in bytes.
struct VaultShape: Encodable {
  var id: String
  var name: String
  var type: String
  var protection: String
  var status: String
  var region: String
  var project: String
  var capacity: Int64
  var used: Int64
  var reserved: Int64
  var autoExpand: Bool
  var backups: Int
  var resources: Int
  var replicatedTo: [String]
  var createdAt: Date

  init(_ vault: Vault) {
    id = vault.id
    name = vault.name
    type = vault.type.rawValue
    protection = vault.protection.rawValue
    status = vault.status.rawValue
    region = vault.region
    project = vault.project
    capacity = vault.capacity
    used = vault.used
    reserved = vault.reserved
    autoExpand = vault.autoExpand
    backups = vault.backupCount
    resources = vault.resourceCount
    replicatedTo = vault.replicatedTo
    createdAt = vault.createdAt
  }
}
