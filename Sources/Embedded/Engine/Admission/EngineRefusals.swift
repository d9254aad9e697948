import Replication

/// The refusals that need more than the rules' facts: unknown ids, and what concerns registered resources.
enum EngineRefusals {
  static func unknown(_ kind: String, _ id: String, field: RequestField = .source, region: String? = nil) -> Refusal {
    Refusal(
      code: .unknownID, message: "There is no \(kind) \(id.debugDescription).", field: field,
      source: field == .source ? id : nil, region: region, vault: field == .vault ? id : nil)
  }

  static func unknownTask(_ id: String) -> Refusal {
    Refusal(code: .unknownID, message: "There is no task \(id.debugDescription).")
  }

  static func publishing(_ task: CloudTask) -> Refusal {
    Refusal(
      code: .taskStatus, message: "What was moved is just being published; the task ends in a moment.",
      source: task.source?.id, region: task.target?.region, vault: task.target?.vault)
  }

  static func nameTaken(_ name: String, by what: String, region: String, project: String) -> Refusal {
    Refusal(
      code: .nameTaken, message: "\(region) already has a \(what) named \(name) in this project. Choose another name.",
      field: .name, region: region, project: project)
  }

  static func regionTaken(_ id: String) -> Refusal {
    Refusal(
      code: .nameTaken, message: "There is already a region \(id). Choose another id.", field: .region, region: id)
  }

  static func serviceMissing(_ service: Service, region: Region) -> Refusal {
    let words = service == .cbr ? "backups (CBR)" : "disk snapshots (CBS)"
    return Refusal(
      code: .serviceMissing, message: "\(region.id) does not offer \(words).", field: .region, region: region.id)
  }

  static func inUse(_ name: String, task: CloudTask) -> Refusal {
    Refusal(
      code: .inUse, message: "\(name) is still needed by the unfinished task \(task.id) (\(task.type.rawValue)).",
      source: task.source?.id)
  }

  static func notAvailable(_ name: String, id: String, state: String, verb: String) -> Refusal {
    Refusal(
      code: .notAvailable, message: "\(name) is \(state); it can be \(verb) once it is available.", field: .source,
      source: id)
  }

  static var noQemuImg: Refusal {
    Refusal(
      code: .toolMissing,
      message: "qcow2 files are written by qemu-img, which is not installed. Install qemu-utils, or choose raw.")
  }

  static func vaultRequired(region: String, project: String?) -> Refusal {
    Refusal(
      code: .vaultRequired, message: "Name the backup vault that the backup goes to.", field: .vault, region: region,
      project: project)
  }

  static func vaultKind(_ vault: Vault, needed type: ResourceType, region: String, project: String) -> Refusal {
    Refusal(
      code: .vaultKind,
      message: "\(vault.name) is a \(vault.type.rawValue) \(vault.protection.rawValue) vault in \(vault.region)"
        + " (\(vault.status.rawValue)); needed is an available \(type.rawValue) backup vault in \(region), in the"
        + " project of the resource.",
      field: .vault, region: region, project: project, vault: vault.id)
  }

  static func vaultCapacity(_ vault: Vault, size: Int64) -> Refusal {
    Refusal(
      code: .vaultCapacity,
      message: "Needs \(ByteFormat.short(size)); \(vault.name) has \(ByteFormat.short(max(0, vault.free))) free"
        + (vault.reserved > 0 ? " (unfinished tasks reserve \(ByteFormat.short(vault.reserved)))." : "."),
      field: .vault, region: vault.region, project: vault.project, vault: vault.id)
  }

  static func snapshotQuota(_ region: Region, quota: Int) -> Refusal {
    Refusal(
      code: .snapshotQuota,
      message: "\(region.id): \(region.snapshotsUsed) of \(quota) snapshots used. Delete one first.", field: .region,
      region: region.id)
  }
}
