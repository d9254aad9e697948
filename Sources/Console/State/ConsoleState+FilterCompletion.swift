internal import Canvas
internal import Replication

extension ConsoleState {
  /// What Tab makes of the filter line: its last word completed to a field's name or to a word of that field.
  var filterCompletion: String? {
    guard let filter, !filter.isSelected, filter.cursor == filter.characters.count else { return nil }
    let text = filter.text
    let start = text.lastIndex(of: " ").map { text.index(after: $0) } ?? text.startIndex
    let word = text[start...].drop { $0 == "!" }
    let fields = FilterField.fields(of: listKey.subject)
    if let colon = word.firstIndex(of: ":") {
      let typed = word[colon...].split(omittingEmptySubsequences: false) { ":!,".contains($0) }.last ?? ""
      guard let field = FilterField(word: word[..<colon].lowercased()), fields.contains(field) else { return nil }
      return completed(text, typed.lowercased(), filterWords(of: field))
    }
    // One letter is no wish yet.
    guard word.count > 1 else { return nil }
    return completed(text, word.lowercased(), fields.map { $0.rawValue + ":" })
  }

  private func completed(_ text: String, _ typed: String, _ words: [String]) -> String? {
    // What is a word already goes on to the next one, so that all of them can be seen.
    if let index = words.firstIndex(of: typed), words.count > 1 {
      return text.dropLast(typed.count) + words[(index + 1) % words.count]
    }
    guard let word = words.first(where: { $0.hasPrefix(typed) && $0 != typed }) else { return nil }
    return text + word.dropFirst(typed.count)
  }

  /// What a list says in which no row contains a text, and the field that knows the text where one does: rows show
  /// states, regions and kinds as well, which a text alone does not find.
  func nothingContains(_ typed: String, _ text: String) -> String {
    let places =
      switch listKey.subject {
      case .audit: "line"
      case .vaults: "name or id"
      case .snapshots, .coverage(.snapshots): "name, id or disk"
      case .backups, .coverage: "name, id, resource or vault"
      case .tasks: "name, id or vault"
      case .images: "name, id or backup"
      }
    let nothing = "No \(places) here contains “\(typed)”. Esc clears the filter."
    return ([nothing] + (fieldHint(text).map { [$0] } ?? [])).joined(separator: "\n")
  }

  /// The field and its word that find what a text alone does not.
  private func fieldHint(_ text: String) -> String? {
    // One letter is part of everything.
    guard text.count > 1 else { return nil }
    let names: [(FilterField, String)] = [
      (.status, "state"), (.kind, "kind"), (.type, "type"), (.usage, "usage"), (.region, "region"), (.to, "target"),
    ]
    let fields = FilterField.fields(of: listKey.subject)
    for (field, name) in names where fields.contains(field) {
      let word = field == .region || field == .to ? regionMeant(text, field) : filterWords(of: field).meant(by: text)
      if let word { return "\(field.rawValue):\(word) finds by \(name)." }
    }
    return nil
  }

  /// The region a text names, among those whose rows are listed.
  private func regionMeant(_ text: String, _ field: FilterField) -> String? {
    let listed = regions.filter { field == .to || scope.region == nil || scope.region == $0.id }
    return listed.first { region in
      region.name.lowercased().contains(text) || region.id.contains(text) || codes[region.id].lowercased() == text
    }?.id
  }

  /// The words of states that can be typed, with the one that only screens know.
  private static func words(_ labels: [String]) -> [String] {
    (labels + [TaskStatus.paused.label]).map { $0.lowercased() }.filter { !$0.contains(" ") }
  }

  /// The words a field is likely to be asked for.
  private func filterWords(of field: FilterField) -> [String] {
    switch (field, listKey.tab) {
    case (.type, .audit), (.status, .audit), (.by, .audit):
      Set(list.rows.compactMap { $0.audit?.word(of: field) }).sorted()
    case (.status, .vaults): VaultStatus.known.map { $0.label.lowercased() }
    case (.status, .backups): Self.words(BackupStatus.known.map(\.label))
    case (.status, .snapshots): Self.words(SnapshotState.known.map(\.label))
    case (.status, .tasks): TaskStatus.allCases.map { $0.label.lowercased() }
    case (.kind, .vaults): ["backup", "replication"]
    case (.kind, _): ["backup", "replica"]
    case (.type, .tasks): TaskType.allCases.map(\.rawValue)
    case (.type, _): ResourceType.allCases.map(\.rawValue)
    case (.usage, _): DiskUsage.allCases.map(\.rawValue)
    case (.region, _), (.from, _), (.to, _): regions.map(\.id)
    default: []
    }
  }
}

extension [String] {
  /// The word that a text is, begins, or is a part of.
  fileprivate func meant(by text: String) -> String? {
    first { $0.lowercased().hasPrefix(text) } ?? first { $0.lowercased().contains(text) }
  }
}
