import Catalog
import Replication

/// Finds what an operator named: a unique prefix of an id, or a unique name (spec/commands.md, IDs).
struct Resolver: Sendable {
  /// What came of a search.
  enum Found {
    case id(String)
    case refused(RefusalShape)
  }

  let catalog: Catalog
  let regions: [Region]

  /// Looks among what the catalog lists; names are looked up in `region` first.
  ///
  /// Without a field, a vault stands in `vault` and everything else in `source`.
  func find(
    _ text: String, _ kind: Resolvable, in region: String? = nil, field: RequestField? = nil,
    preferringOriginals: Bool = true
  ) throws -> Found {
    let field = field ?? (kind == .vault ? .vault : .source)
    switch try catalog.resolve(text, as: kind, region: region, preferringOriginals: preferringOriginals) {
    case .one(let id): return .id(id)
    case .none: return .refused(Self.unknown(text, kind.rawValue, field: field))
    case .many(let candidates):
      return .refused(
        Self.ambiguous(
          text, kind.rawValue, field: field,
          candidates.map { RefusalShape.Candidate(id: $0.id, name: $0.name, region: $0.region) }))
    }
  }

  /// The id, or the refusal as an error, for commands in which nothing else can be refused.
  func id(
    _ text: String, _ kind: Resolvable, in region: String? = nil, field: RequestField? = nil,
    preferringOriginals: Bool = true
  ) throws -> String {
    try find(text, kind, in: region, field: field, preferringOriginals: preferringOriginals).get()
  }

  /// Looks among registered things by the same rules.
  static func find<Thing: Identifiable>(
    _ text: String, _ word: String, among things: [Thing], name: (Thing) -> String, region: (Thing) -> String,
    field: RequestField = .source
  ) -> Found where Thing.ID == String {
    if let exact = things.first(where: { $0.id == text }) { return .id(exact.id) }
    let named = things.filter { name($0) == text }
    let fitting = named.isEmpty ? things.filter { !text.isEmpty && $0.id.hasPrefix(text) } : named
    if fitting.count == 1 { return .id(fitting[0].id) }
    if fitting.isEmpty { return .refused(unknown(text, word, field: field)) }
    return .refused(
      ambiguous(
        text, word, field: field,
        fitting.map { RefusalShape.Candidate(id: $0.id, name: name($0), region: region($0)) }))
  }

  /// A project of a region by id or name; what is not found stays as it is, for the rules to refuse.
  func project(_ text: String, in region: String) -> String {
    let projects = regions.first { $0.id == region }?.projects ?? []
    return (projects.first { $0.id == text } ?? projects.first { $0.name == text })?.id ?? text
  }

  /// The region and project a list is narrowed to.
  func scope(region: String?, project: String?) throws -> Scope {
    if let region, !regions.contains(where: { $0.id == region }) {
      throw Declined(refusals: [Self.unknown(region, "region", field: .region)])
    }
    guard let project else { return Scope(region: region) }
    let projects = regions.filter { region == nil || $0.id == region }.flatMap(\.projects)
    let found = Self.find(project, "project", among: projects, name: \.name, region: \.region, field: .project)
    return Scope(region: region, project: try found.get())
  }

  static func unknown(_ text: String, _ word: String, field: RequestField) -> RefusalShape {
    RefusalShape(
      Refusal(
        code: .unknownID,
        message:
          "There is no \(word) \(text.isEmpty ? "without a name" : text); \(Self.listing(word)) shows them all.",
        field: field, source: field == .source ? text : nil, vault: field == .vault ? text : nil))
  }

  /// The command that lists things of a kind.
  private static func listing(_ word: String) -> String {
    word == "policy" ? "farshore policies list" : "farshore \(word.replacing(" ", with: ""))s list"
  }

  static func ambiguous(
    _ text: String, _ word: String, field: RequestField, _ candidates: [RefusalShape.Candidate]
  ) -> RefusalShape {
    let list = candidates.map { "\($0.id) (\([$0.name, $0.region].filter { !$0.isEmpty }.joined(separator: ", ")))" }
    return RefusalShape(
      Refusal(
        code: .ambiguousID, message: "\(text) could be any \(word) of \(list.joined(separator: ", ")).", field: field,
        source: field == .source ? text : nil, vault: field == .vault ? text : nil), candidates: candidates)
  }
}

extension Resolver.Found {
  /// The id, or the refusal as an error.
  /// - Throws: `Declined`.
  func get() throws -> String {
    switch self {
    case .id(let id): return id
    case .refused(let refusal): throw Declined(refusals: [refusal])
    }
  }
}

extension Resolver {
  /// A project's name, for tables.
  func projectName(_ id: String, in region: String) -> String {
    regions.first { $0.id == region }?.projects.first { $0.id == id }?.name ?? id
  }
}
