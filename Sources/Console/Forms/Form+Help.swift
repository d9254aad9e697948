internal import Replication

extension Form {
  /// What belongs into a field, for the help of the dialog; empty for what is no field.
  func meaning(_ slot: FormSlot) -> String {
    switch slot {
    case .name: nameMeaning
    case .description: "What it is for: up to \(FieldRules.descriptionLimit) characters without < and >; may stay empty"
    case .capacity: "The most it may hold, with a unit, such as 200GiB"
    case .output: outputMeaning
    case .share: "How much of it is rebuilt and compared, from 1% to 100%"
    case .span: "How far behind is too far: an age such as 24h, 90m or 7d"
    case .growth: "Whether the vault refuses what does not fit, or grows by itself"
    case .protection: "Whether the vault is for backups or for replicas of other regions"
    case .format: "How the disk files are written"
    case .image: "Which of the backup's images the server starts from"
    case .region: regionMeaning
    case .project: "Which project of the region"
    case .vault: "Which vault there takes the replica; the last row of the list makes one"
    case .refusal, .add, .cancel, .ok: ""
    }
  }

  private var nameMeaning: String {
    if case .copy = purpose {
      return "Up to \(FieldRules.snapshotNameLimit) printable characters; the name shown is taken where it stays empty"
    }
    return "Letters, digits, _ and -, up to \(FieldRules.nameLimit) characters"
  }

  private var outputMeaning: String {
    let path = "An absolute path, one that begins with /"
    return isRequired(.output) ? path : path + "; where it stays empty: \(placeholder(.output))"
  }

  private var regionMeaning: String {
    switch purpose {
    case .replica: "Where the replica is made; a region holds one of each backup"
    case .copy: "Where the copy is made; it takes one place of the region's quota of snapshots"
    default: "Where it is made"
    }
  }
}
