/// The sentences that forbid a deletion (S28, S36, spec/commands.md).
extension RuleWording {
  static func targetInFlight(_ name: String, id: String, _ task: CloudTask) -> String {
    "\(name) (\(id)) is still being made: \(task.type.label.lowercased()) \(task.id) is \(progress(task))."
      + " Cancel that task instead."
  }

  static func inUse(_ name: String, id: String, _ task: CloudTask) -> String {
    "\(name) (\(id)) is in use: \(task.type.label.lowercased()) \(task.id) is \(progress(task))."
      + " Wait for it or cancel it."
  }

  static func alreadyDeleting(_ name: String, id: String) -> String {
    "\(name) (\(id)) is already being deleted. Wait until it is gone."
  }

  static func lastCopy(_ name: String, id: String) -> String {
    "No other verified copy of \(name) (\(id)) exists in any region; deleting it may lose the data for good."
      + " Confirm with its name to delete it all the same (--confirm \(name))."
  }

  static func vaultLocked(_ vault: Vault, _ task: CloudTask) -> String {
    let name = task.source?.name ?? task.target?.name ?? task.id
    let aim = task.target.map { " to \($0.region)" } ?? ""
    let role = task.target?.vault == vault.id ? "has room reserved for it" : "holds its source"
    return
      "\(task.type.label) of \(name)\(aim) is \(progress(task)); \(vault.name) \(role) and is locked until it ends."
  }

  static func vaultReserved(_ vault: Vault) -> String {
    "Unfinished tasks reserve \(ByteFormat.short(vault.reserved)) in \(vault.name); it is locked until they end."
  }

  static func vaultNotEmpty(_ vault: Vault) -> String {
    let noun = vault.protection == .replication ? "replica" : "backup"
    let count = vault.backupCount == 1 ? "1 \(noun)" : "\(vault.backupCount) \(noun)s"
    return "\(vault.name) holds \(count). Delete \(vault.backupCount == 1 ? "it" : "them") first."
  }
}
