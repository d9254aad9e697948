internal import Canvas
internal import Replication

extension ConsoleState {
  /// What Tab makes of the filter line: its last word completed to a field's name or to a word of that field.
  var filterCompletion: String? {
    guard let filter, filter.cursor == filter.characters.count else { return nil }
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
    guard let word = words.first(where: { $0.hasPrefix(typed) && $0 != typed }) else { return nil }
    return text + word.dropFirst(typed.count)
  }

  /// The words a field is likely to be asked for.
  private func filterWords(of field: FilterField) -> [String] {
    switch (field, listKey.tab) {
    case (.type, .audit), (.status, .audit), (.by, .audit):
      Set(list.rows.compactMap { $0.audit?.word(of: field) }).sorted()
    case (.status, .vaults): VaultStatus.known.map { $0.label.lowercased() }
    case (.status, .backups): BackupStatus.known.map { $0.label.lowercased() }.filter { !$0.contains(" ") }
    case (.status, .snapshots): SnapshotState.known.map { $0.label.lowercased() }.filter { !$0.contains(" ") }
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
