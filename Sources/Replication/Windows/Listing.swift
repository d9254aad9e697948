/// Which rows a list shows and in which order; windows onto it are read from the catalog, never the whole.
public struct Listing: Codable, Hashable, Sendable {
  /// What is listed.
  public enum Subject: Codable, Hashable, Sendable {
    case vaults(ResourceType?)
    case backups(ResourceType?)
    case snapshots
    case tasks
    case images
    /// What was done, and by whom.
    case audit
    /// Originals with what other regions hold of them.
    case coverage(CoverageSubject)
  }

  /// A column rows can be sorted by; one that a subject lacks sorts by creation time.
  public enum Column: String, Codable, Sendable, CaseIterable {
    case name, status, region, size, created, vault, resource, kind, type, usage, id, percent
    case used, free, count, description, replicas, source, target, duration, requester, error
    case drilled
    case resources, reach
    case locked, disks, format, folder, facts
  }

  /// What is listed.
  public var subject: Subject
  /// Region and project.
  public var scope: Scope
  /// What the operator typed to narrow the list.
  public var filter: RowFilter
  /// Status words to keep; empty for all.
  public var statuses: [String]
  /// The kind to keep: `backup`, `replica`, `ecs`, …; nil for all.
  public var kind: String?
  /// The vault whose rows to keep: its id; nil for all.
  public var vault: String?
  /// The column to sort by.
  public var sort: Column
  /// Whether the order is turned round.
  public var descending: Bool

  /// Text that name, id, resource or vault must contain, letter case ignored; with `!` before it, that none of them may
  /// contain; empty where more or less is asked.
  ///
  /// Setting it replaces the filter.
  public var text: String {
    get {
      if let text = filter.plainText { return text }
      guard filter.terms.count == 1, case .text(let text) = filter.terms[0].test else { return "" }
      return "!" + text
    }
    set {
      filter = RowFilter(text: newValue.hasPrefix("!") ? String(newValue.dropFirst()) : newValue)
      if newValue.hasPrefix("!") { filter.terms = filter.terms.map { FilterTerm($0.test, isNegated: true) } }
    }
  }

  /// Makes a listing, newest first.
  public init(
    _ subject: Subject, scope: Scope = .everything, text: String = "", statuses: [String] = [], kind: String? = nil,
    vault: String? = nil, sort: Column = .created, descending: Bool = true
  ) {
    self.subject = subject
    self.scope = scope
    filter = .everything
    self.statuses = statuses
    self.kind = kind
    self.vault = vault
    self.sort = sort
    self.descending = descending
    self.text = text
  }
}
