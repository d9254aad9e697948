/// What may stand in the fields of dialogs and requests (S38–S48); pure functions, nothing is trimmed or normalised.
///
/// Characters are Unicode scalars as entered. Live providers count UTF-16 units too: `countsUTF16` adds that check.
public enum FieldRules {
  /// The most characters a name of a replica or resource may have (S38).
  public static let nameLimit = 64
  /// The most characters a description may have (S41).
  public static let descriptionLimit = 255
  /// The most characters a snapshot's name may have (S45).
  public static let snapshotNameLimit = 60
  /// The most characters the id of a region may have.
  public static let regionIDLimit = 34

  /// The number every counter and limit uses: Unicode scalars, not what Swift calls characters (S48).
  public static func characterCount(_ text: String) -> Int { text.unicodeScalars.count }

  /// What is wrong with a replica's name (S38): required, 1–64 letters, digits, `_` and `-`.
  public static func replicaName(_ text: String, countsUTF16: Bool = false) -> [Refusal] {
    resourceName(text, field: .name, countsUTF16: countsUTF16)
  }

  /// What is wrong with the name of a vault, server, disk or anything else that follows S38.
  public static func resourceName(_ text: String, field: RequestField, countsUTF16: Bool = false) -> [Refusal] {
    var refusals: [Refusal] = []
    if text.isEmpty {
      refusals.append(Refusal(code: .nameLength, message: RuleWording.nameMissing(limit: nameLimit), field: field))
    } else if let size = TextSize(text, over: nameLimit, countsUTF16: countsUTF16) {
      let message = RuleWording.tooLong("The name", size, limit: nameLimit)
      refusals.append(Refusal(code: .nameLength, message: message, field: field))
    }
    if let culprit = Culprit(in: text, allowed: isNameCharacter) {
      refusals.append(
        Refusal(code: .nameCharacters, message: RuleWording.nameCharacter(culprit), field: field))
    }
    return refusals
  }

  /// What is wrong with a replica's description (S41): optional, at most 255 characters, no `<` and no `>`.
  public static func replicaDescription(_ text: String, countsUTF16: Bool = false) -> [Refusal] {
    var refusals: [Refusal] = []
    if let size = TextSize(text, over: descriptionLimit, countsUTF16: countsUTF16) {
      let message = RuleWording.tooLong("The description", size, limit: descriptionLimit)
      refusals.append(Refusal(code: .descriptionLength, message: message, field: .description))
    }
    if let culprit = Culprit(in: text, allowed: { $0 != "<" && $0 != ">" }) {
      let message = RuleWording.descriptionCharacter(culprit)
      refusals.append(Refusal(code: .descriptionCharacters, message: message, field: .description))
    }
    return refusals
  }

  /// What is wrong with a new snapshot's name (S45): at most 60 printable characters; nothing or blanks mean S46.
  public static func snapshotName(_ text: String, countsUTF16: Bool = false) -> [Refusal] {
    if isBlank(text) { return [] }
    var refusals: [Refusal] = []
    if let size = TextSize(text, over: snapshotNameLimit, countsUTF16: countsUTF16) {
      let message = RuleWording.tooLong("The snapshot name", size, limit: snapshotNameLimit)
      refusals.append(Refusal(code: .snapshotNameLength, message: message, field: .name))
    }
    if let culprit = Culprit(in: text, allowed: isPrintable) {
      let message = RuleWording.snapshotNameCharacter(culprit)
      refusals.append(Refusal(code: .snapshotNameCharacters, message: message, field: .name))
    }
    return refusals
  }

  /// What is wrong with the id of a region: 1–34 of `a`–`z`, digits and `-` (S1, spec/commands.md).
  public static func regionID(_ text: String) -> [Refusal] {
    var refusals: [Refusal] = []
    if text.isEmpty {
      let message = RuleWording.regionIDMissing(limit: regionIDLimit)
      refusals.append(Refusal(code: .nameLength, message: message, field: .region))
    } else if let size = TextSize(text, over: regionIDLimit, countsUTF16: false) {
      let message = RuleWording.tooLong("The region id", size, limit: regionIDLimit)
      refusals.append(Refusal(code: .nameLength, message: message, field: .region))
    }
    if let culprit = Culprit(in: text, allowed: isRegionCharacter) {
      let message = RuleWording.regionIDCharacter(culprit)
      refusals.append(Refusal(code: .nameCharacters, message: message, field: .region))
    }
    return refusals
  }
}
