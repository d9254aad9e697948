/// A field a filter can ask about by its name.
public enum FilterField: String, Codable, Sendable, CaseIterable {
  // Free text: contains.
  case name, id, region, project, vault, resource, description, from, to, by, error
  // Words: begins with.
  case status, kind, type, usage
  // Numbers and times: compared.
  case size, percent, age, created

  /// What is written behind its colon.
  public enum Form: Hashable, Sendable {
    /// A text that the field contains.
    case text
    /// The beginning of a word, as the screen or the cloud has it.
    case word
    /// Bytes, such as `>1g`.
    case bytes
    /// A share from 0 to 100.
    case percent
    /// How long ago, such as `<7d`.
    case age
    /// A day or month of the calendar, such as `>=2026-11-01`.
    case date
  }

  /// What is written behind its colon.
  public var form: Form {
    switch self {
    case .name, .id, .region, .project, .vault, .resource, .description, .from, .to, .by, .error: .text
    case .status, .kind, .type, .usage: .word
    case .size: .bytes
    case .percent: .percent
    case .age: .age
    case .created: .date
    }
  }

  /// The fields of a kind of list, in the order in which they are told.
  public static func fields(of subject: Listing.Subject) -> [FilterField] {
    switch subject {
    case .vaults: [.name, .status, .kind, .type, .size, .age, .created, .region, .project, .id]
    case .backups:
      [
        .name, .status, .kind, .resource, .vault, .size, .age, .created, .region, .project, .description, .type, .id,
      ]
    case .snapshots: [.name, .status, .usage, .resource, .from, .size, .age, .created, .region, .project, .id]
    case .tasks: [.name, .status, .type, .from, .to, .by, .error, .percent, .size, .vault, .age, .created, .id]
    case .coverage(.snapshots): fields(of: .snapshots)
    case .coverage: fields(of: .backups(nil))
    case .images: [.name, .size, .age, .created, .region, .project, .id]
    case .audit: [.by, .type, .status, .name, .region, .age, .created]
    }
  }

  /// The field of a name or of another word for it; nil where there is none.
  public init?(word: String) {
    if let field = FilterField(rawValue: word) {
      self = field
    } else if let field = Self.synonyms[word] {
      self = field
    } else {
      return nil
    }
  }

  private static let synonyms: [String: FilterField] = [
    "state": .status, "server": .resource, "disk": .resource, "filesystem": .resource, "source": .from, "target": .to,
    "operator": .by, "user": .by, "capacity": .size, "date": .created, "holds": .kind, "protection": .kind,
    "task": .type, "action": .type, "outcome": .status, "subject": .name, "copied": .from,
  ]
}
