public import struct Foundation.Date

/// The names things get when the operator gives none.
public enum DefaultNames {
  /// The name a replica gets (S40): the source's if valid, else what is valid of it, else `replica-` and the id.
  public static func replica(of backup: Backup) -> String {
    let kept = valid(backup.name, limit: FieldRules.nameLimit)
    return kept.isEmpty ? "replica-" + valid(backup.id, limit: 8) : kept
  }

  /// The name a copied snapshot gets (S46): `Copied <source snapshot id> from <source region>`.
  public static func snapshotCopy(of snapshot: Snapshot) -> String {
    "Copied \(snapshot.id) from \(snapshot.region)"
  }

  /// The name a backup gets: what is valid of the resource's name, and the second in UTC.
  public static func backup(of resource: String, at date: Date) -> String {
    let stamp = UTCStamp(date).compact
    let kept = valid(resource, limit: FieldRules.nameLimit - stamp.count - 1)
    return (kept.isEmpty ? "backup" : kept) + "-" + stamp
  }

  /// The name a snapshot gets when none is given: the disk's name and the second in UTC, within S45.
  public static func snapshot(of disk: String, at date: Date) -> String {
    let stamp = UTCStamp(date).compact
    let kept = valid(disk, limit: FieldRules.snapshotNameLimit - stamp.count - 1)
    return (kept.isEmpty ? "snapshot" : kept) + "-" + stamp
  }

  /// The characters of a text that S38 allows, at most `limit` of them.
  private static func valid(_ text: String, limit: Int) -> String {
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.lazy.filter(FieldRules.isNameCharacter).prefix(limit))
    return String(kept)
  }
}
