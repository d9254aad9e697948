/// The sentences beneath fields (S38–S48) and about vaults' names and sizes.
extension RuleWording {
  static func nameMissing(limit: Int) -> String {
    "A name is required: 1 to \(limit) letters, digits, “_” or “-”."
  }

  static func tooLong(_ subject: String, _ size: TextSize, limit: Int) -> String {
    size.isUTF16
      ? "\(subject) has \(size.count) UTF-16 units, which this cloud counts; at most \(limit) are allowed."
      : "\(subject) has \(size.count) characters; at most \(limit) are allowed."
  }

  static func nameCharacter(_ culprit: Culprit) -> String {
    "Character \(culprit.position) is \(culprit.label);"
      + " names may hold letters (a–z, A–Z, CJK ideographs), digits, “_” and “-”."
  }

  static func descriptionCharacter(_ culprit: Culprit) -> String {
    "Character \(culprit.position) is \(culprit.label); descriptions may not hold “<” or “>”."
  }

  static func snapshotNameCharacter(_ culprit: Culprit) -> String {
    "Character \(culprit.position) is \(culprit.label); snapshot names may hold printable characters only."
  }

  static func regionIDMissing(limit: Int) -> String {
    "A region id is required: 1 to \(limit) of a–z, digits and “-”."
  }

  static func regionIDCharacter(_ culprit: Culprit) -> String {
    "Character \(culprit.position) is \(culprit.label); region ids may hold a–z, digits and “-”."
  }

  static func serviceMissing(_ region: Region) -> String {
    "\(region.label) does not offer Cloud Backup and Recovery (cbr), so it has no vaults. Choose another region."
  }

  static func nameTaken(_ vault: Vault, region: Region) -> String {
    let project = region.projects.first { $0.id == vault.project }?.name ?? vault.project
    return "\(region.label)/\(project) already has a vault named \(vault.name) (\(vault.id)). Choose another name."
  }

  static func capacityOutside(_ capacity: Int64, allowed: ClosedRange<Int64>) -> String {
    "A vault cannot hold \(ByteFormat.short(capacity)); give a capacity from"
      + " \(ByteFormat.short(allowed.lowerBound)) to \(ByteFormat.short(allowed.upperBound))."
  }

  static func capacityBelow(_ capacity: Int64, vault: Vault) -> String {
    let taken = ByteFormat.short(vault.taken ?? vault.used)
    return "\(vault.name) holds \(ByteFormat.short(vault.used)) and unfinished tasks reserve"
      + " \(ByteFormat.short(vault.reserved)); \(ByteFormat.short(capacity)) is less than those \(taken)."
      + " Give more, or delete from the vault first."
  }
}
