import GRDB

extension CatalogTransaction {
  /// What `text` names: a whole id, a unique name (in `region` first), or a unique prefix of an id.
  ///
  /// Where a unique name is also the unique prefix of another thing's id, both are candidates; a prefix of many ids does
  /// not get in the way of a name. Ids are compared regardless of letter case, names exactly.
  ///
  /// - Parameter preferringOriginals: whether a name shared only by an original and its replicas means the original.
  public func resolve(
    _ text: String, as kind: Resolvable, region: String? = nil, preferringOriginals: Bool = true
  ) throws -> Resolution {
    guard !text.isEmpty else { return .none }
    if let whole = try candidates("id = ?", [text], kind).first { return .one(whole.id) }
    let named = try meant(by: text, kind, region, preferringOriginals)
    let prefixed = try candidates(startingWith: text, kind)
    if named.count > 1 { return .many(Array(named.prefix(Self.shown))) }
    guard let name = named.first else { return Self.resolution(of: prefixed) }
    if prefixed.count == 1, prefixed[0].id != name.id { return .many([name] + prefixed) }
    return .one(name.id)
  }

  /// How many candidates are named at most; there may be thousands.
  private static var shown: Int { 20 }

  private static func resolution(of candidates: [Candidate]) -> Resolution {
    candidates.count > 1 ? .many(candidates) : candidates.first.map { .one($0.id) } ?? .none
  }

  private func meant(
    by name: String, _ kind: Resolvable, _ region: String?, _ preferringOriginals: Bool
  ) throws -> [Candidate] {
    guard kind != .task else { return [] }
    if let region {
      let here = try candidates("name = ? AND region = ?", [name, region], kind)
      if !here.isEmpty { return preferringOriginals ? try original(of: here, kind) : here }
    }
    let everywhere = try candidates("name = ?", [name], kind)
    return preferringOriginals ? try original(of: everywhere, kind) : everywhere
  }

  /// The original alone, where all others are made from it.
  private func original(of candidates: [Candidate], _ kind: Resolvable) throws -> [Candidate] {
    guard kind == .backup || kind == .snapshot, 2...Self.shown ~= candidates.count else { return candidates }
    let rows = try fetch(among: candidates.map(\.id)) {
      "SELECT id, source FROM \(kind.table) WHERE id IN (\($0))"
    }.map { Fields($0) }
    let originals = try rows.filter { $0.optionalText("source") == nil }.map { try $0.text("id") }
    guard originals.count == 1, let original = originals.first,
      rows.allSatisfy({ [nil, original].contains($0.optionalText("source")) })
    else { return candidates }
    return candidates.filter { $0.id == original }
  }

  private func candidates(startingWith text: String, _ kind: Resolvable) throws -> [Candidate] {
    var found: [Candidate] = []
    for spelling in Set([text, text.lowercased(), text.uppercased()]).sorted() {
      // No text that begins with the spelling sorts behind it followed by the greatest character.
      found += try candidates("id >= ? AND id < ?", [spelling, spelling + "\u{10FFFF}"], kind)
    }
    return Array(found.prefix(Self.shown))
  }

  /// One more than is shown, so that a full list is told from an overfull one.
  private func candidates(_ condition: String, _ values: [String], _ kind: Resolvable) throws -> [Candidate] {
    let columns =
      kind == .task ? "id, '' AS name, coalesce(targetRegion, sourceRegion, '') AS region" : "id, name, region"
    return try fetch(
      "SELECT \(columns) FROM \(kind.table) WHERE \(condition) ORDER BY name, region, id LIMIT \(Self.shown + 1)",
      StatementArguments(values)
    ).map {
      let fields = Fields($0)
      return Candidate(id: try fields.text("id"), name: try fields.text("name"), region: try fields.text("region"))
    }
  }
}

extension Resolvable {
  /// The table that holds such things.
  var table: String { rawValue }
}
