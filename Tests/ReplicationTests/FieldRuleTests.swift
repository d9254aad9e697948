import Replication
import Testing

/// A text and what its field says of it.
struct FieldCase: Sendable, CustomTestStringConvertible {
  enum Field: Sendable { case replicaName, resourceName, description, snapshotName, regionID }

  let requirement: String
  let field: Field
  let situation: String
  let text: String
  var utf16 = false
  let expected: [RefusalCode]

  var testDescription: String { "\(requirement) \(field): \(situation)" }

  /// What the field says.
  var refusals: [Refusal] {
    switch field {
    case .replicaName: FieldRules.replicaName(text, countsUTF16: utf16)
    case .resourceName: FieldRules.resourceName(text, field: .name, countsUTF16: utf16)
    case .description: FieldRules.replicaDescription(text, countsUTF16: utf16)
    case .snapshotName: FieldRules.snapshotName(text, countsUTF16: utf16)
    case .regionID: FieldRules.regionID(text)
    }
  }

  static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static func names(_ field: Field) -> [FieldCase] {
    let rows: [(String, String, [RefusalCode])] = [
      ("0 characters", "", [.nameLength]), ("1", "a", []), ("64", times("a", 64), []),
      ("65", times("a", 65), [.nameLength]), ("64 CJK", times("\u{4E2D}", 64), []),
      ("65 CJK", times("\u{4E2D}", 65), [.nameLength]), ("all kinds", "aZ09_-", []),
      ("first ideograph", "\u{4E00}", []), ("last ideograph", "\u{9FA5}", []),
      ("before the first", "\u{4DFF}", [.nameCharacters]), ("behind the last", "\u{9FA6}", [.nameCharacters]),
      ("first compatible", "\u{F900}", []), ("last compatible", "\u{FA2D}", []),
      ("before compatible", "\u{F8FF}", [.nameCharacters]), ("behind compatible", "\u{FA2E}", [.nameCharacters]),
      ("a space", "web 01", [.nameCharacters]), ("a dot", "web.01", [.nameCharacters]),
      ("é", "caf\u{E9}", [.nameCharacters]), ("é in two scalars", "cafe\u{301}", [.nameCharacters]),
      ("emoji", "\u{1F600}", [.nameCharacters]), ("whitespace only", "   ", [.nameCharacters]),
      ("no trimming", " web", [.nameCharacters]), ("a line end", "web\n", [.nameCharacters]),
      ("CR LF is two characters", times("a", 63) + "\r\n", [.nameLength, .nameCharacters]),
      ("a family of seven scalars ten times", times("👨‍👩‍👧‍👦", 10), [.nameLength, .nameCharacters]),
      ("a slash", "a/b", [.nameCharacters]), ("a comma", "a,b", [.nameCharacters]),
      ("65 spaces", times(" ", 65), [.nameLength, .nameCharacters]), ("kana", "\u{3042}", [.nameCharacters]),
      ("full-width letter", "\u{FF21}", [.nameCharacters]), ("a bidi control", "a\u{202E}b", [.nameCharacters]),
    ]
    return rows.map { FieldCase(requirement: "S38", field: field, situation: $0.0, text: $0.1, expected: $0.2) }
  }

  private static let descriptions: [FieldCase] = [
    ("0 characters", "", false, []), ("255", times("d", 255), false, []),
    ("256", times("d", 256), false, [.descriptionLength]), ("less than", "a<b", false, [.descriptionCharacters]),
    ("greater than", "a>b", false, [.descriptionCharacters]), ("both faults", times("<", 256), false, both),
    ("255 emoji", times("\u{1F600}", 255), false, []), ("255 emoji, live", times("\u{1F600}", 255), true, long),
    ("127 emoji, live", times("\u{1F600}", 127), true, []), ("128 emoji, live", times("\u{1F600}", 128), true, long),
    ("a paste of 4 kB", times("p", 4_096), false, long), ("lines", "one\ntwo", false, []),
    ("128 of two scalars each", times("e\u{301}", 128), false, long),
  ].map {
    FieldCase(requirement: "S41", field: .description, situation: $0.0, text: $0.1, utf16: $0.2, expected: $0.3)
  }
  private static let both: [RefusalCode] = [.descriptionLength, .descriptionCharacters]
  private static let long: [RefusalCode] = [.descriptionLength]

  private static let snapshotNames: [FieldCase] = [
    ("empty means the default", "", false, []), ("blanks mean the default", "    ", false, []),
    ("61 blanks mean the default", times(" ", 61), false, []), ("an ideographic blank", "\u{3000}", false, []),
    ("60", times("n", 60), false, []), ("61", times("n", 61), false, [.snapshotNameLength]),
    ("kept as entered, blanks count", " " + times("n", 60), false, [.snapshotNameLength]),
    ("a bell", "a\u{7}", false, [.snapshotNameCharacters]), ("a tab", "a\tb", false, [.snapshotNameCharacters]),
    ("only a tab", "\t", false, [.snapshotNameCharacters]), ("a line end", "a\n", false, [.snapshotNameCharacters]),
    ("delete", "a\u{7F}", false, [.snapshotNameCharacters]), ("C1", "a\u{9B}", false, [.snapshotNameCharacters]),
    ("text turned round", "a\u{202E}b", false, [.snapshotNameCharacters]),
    ("a line separator", "a\u{2028}b", false, [.snapshotNameCharacters]),
    ("anything printable", "Copy <1> é 中 👨‍👩‍👧 €", false, []),
    ("60 emoji", times("\u{1F600}", 60), false, []), ("60 emoji, live", times("\u{1F600}", 60), true, nameLong),
    ("30 emoji, live", times("\u{1F600}", 30), true, []),
  ].map {
    FieldCase(requirement: "S45", field: .snapshotName, situation: $0.0, text: $0.1, utf16: $0.2, expected: $0.3)
  }
  private static let nameLong: [RefusalCode] = [.snapshotNameLength]

  private static let regionIDs: [FieldCase] = [
    ("empty", "", [.nameLength]), ("1", "a", []), ("34", times("z", 34), []), ("35", times("z", 35), [.nameLength]),
    ("all kinds", "ap-southeast-1", []), ("a capital", "Ap-1", [.nameCharacters]),
    ("an underscore", "ap_1", [.nameCharacters]), ("a dot", "..", [.nameCharacters]),
    ("a slash", "a/b", [.nameCharacters]), ("an ideograph", "\u{4E2D}", [.nameCharacters]),
  ].map { FieldCase(requirement: "S1", field: .regionID, situation: $0.0, text: $0.1, expected: $0.2) }

  /// All rows.
  static let all = names(.replicaName) + names(.resourceName) + descriptions + snapshotNames + regionIDs
}

@Suite struct FieldRuleTests {
  @Test("What the fields say (S38–S48)", arguments: FieldCase.all)
  func verdict(row: FieldCase) {
    #expect(row.refusals.codes == row.expected)
  }

  @Test("Characters are Unicode scalars, not what Swift counts (S48)")
  func counting() {
    #expect(FieldRules.characterCount("") == 0)
    #expect(FieldRules.characterCount("e\u{301}") == 2)
    #expect(FieldRules.characterCount("\r\n") == 2)
    #expect(FieldRules.characterCount("👨‍👩‍👧‍👦") == 7)
    #expect(FieldRules.characterCount(String(repeating: "p", count: 4_096)) == 4_096)
  }

  @Test(
    "The message gives the position and the character (S38)",
    arguments: [
      ("web 01", 4, "a space"), ("web.01", 4, "“.”"), ("cafe\u{301}", 5, "U+0301"), ("\u{1F600}", 1, "U+1F600"),
      ("a\u{202E}b", 2, "U+202E"), ("中中\u{E9}", 3, "“é” (U+00E9)"), ("a\u{A0}", 2, "U+00A0"), ("a\t", 2, "a tab"),
    ])
  func position(text: String, position: Int, word: String) throws {
    let refusal = try #require(FieldRules.replicaName(text).first)
    #expect(refusal.message.contains("Character \(position) is "))
    #expect(refusal.message.contains(word))
    #expect(refusal.field == .name)
    // A sentence must not carry what it warns of.
    #expect(!refusal.message.unicodeScalars.contains("\u{202E}"))
  }

  @Test("A length refusal gives count and limit, and says when it counts UTF-16 (S38, S41)")
  func lengths() {
    let name = FieldRules.replicaName(String(repeating: "a", count: 65)).first?.message ?? ""
    #expect(name.contains("65") && name.contains("64"))
    let emoji = String(repeating: "\u{1F600}", count: 128)
    let live = FieldRules.replicaDescription(emoji, countsUTF16: true).first?.message ?? ""
    #expect(live.contains("256") && live.contains("255") && live.contains("UTF-16"))
  }

  @Test("Each field keeps its own refusals (S48)")
  func fields() {
    #expect(FieldRules.resourceName("", field: .vault).map(\.field) == [.vault])
    #expect(FieldRules.replicaDescription("<").map(\.field) == [.description])
    #expect(FieldRules.snapshotName("\u{7}").map(\.field) == [.name])
    #expect(FieldRules.regionID("").map(\.field) == [.region])
  }

  @Test("Live profiles count UTF-16 too, the embedded one does not")
  func profiles() {
    let text = String(repeating: "\u{1F600}", count: 200)
    for (profile, expected) in [
      (ProviderProfile.embedded, []), (.huaweiCBR, [RefusalCode.descriptionLength]),
    ] {
      var row = ReplicaCase.row("S41", "", [])
      row.profile = profile
      row.request.description = text
      #expect(row.refusals.codes == expected)
    }
    let copy = CopyCase.row("S45", "", []) {
      $0.profile = .tencentCBS
      $0.request.name = String(repeating: "\u{1F600}", count: 31)
    }
    #expect(copy.refusals.codes == [.snapshotNameLength])
  }
}
