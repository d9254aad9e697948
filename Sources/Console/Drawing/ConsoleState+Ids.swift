internal import Replication

extension ConsoleState {
  /// A sentence fit for a line: whole ids are cut to their first eight characters, behind the name where it is known.
  func shortened(_ sentence: String) -> String {
    guard Self.mayHoldIDs(sentence) else { return sentence }
    return sentence.replacing(/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/) { match in
      // A path is to be opened as it stands.
      let neighbours = [
        sentence[..<match.range.lowerBound].last, sentence[match.range.upperBound...].first,
      ]
      if neighbours.contains(where: { $0.map { "/-_".contains($0) } ?? false }) { return String(match.output.0) }
      let short = match.output.0.prefix(8)
      guard let name = knownName(String(match.output.0)) else { return String(short) }
      let before = sentence[..<match.range.lowerBound]
      if before.hasSuffix("\(name) (") { return String(short) }
      return before.hasSuffix("(") ? "\(name), \(short)" : "\(name) (\(short))"
    }
  }

  /// Whether four dashes stand as they do in a UUID; sentences without one are drawn far more often than others.
  private static func mayHoldIDs(_ sentence: String) -> Bool {
    guard sentence.utf8.count >= 36 else { return false }
    let bytes = Array(sentence.utf8)
    let dash = UInt8(ascii: "-")
    return (8..<bytes.count - 27).contains { start in
      bytes[start] == dash && bytes[start + 5] == dash && bytes[start + 10] == dash && bytes[start + 15] == dash
    }
  }

  /// The name of an id that something here has shown.
  private func knownName(_ id: String) -> String? {
    for list in lists.values {
      if let row = list.marks[id] ?? list.rows.first(where: { $0.id == id }) { return row.name }
    }
    for row in pages.compactMap(\.row) + list.rows {
      if case .backup(let backup) = row, backup.vault.id == id { return backup.vault.name }
    }
    let ends = (pane.tasks + activity.recent).flatMap { [$0.source, $0.target] }.compactMap { $0 }
    return ends.first { $0.id == id }?.name
  }
}
