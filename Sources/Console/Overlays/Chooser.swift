/// A list to choose from, with type-to-filter: the picker, the More menu, the palette, the choosers of dialogs.
struct Chooser: Sendable {
  /// What stands above the list.
  var title: String
  /// What is chosen from it.
  var purpose: Purpose
  /// All rows.
  var rows: [ChooserRow]
  /// What stands above the figures of the rows.
  var heads: [String] = []
  /// Whether typed characters filter; otherwise they press the row that shows them.
  var filters = true
  /// The typed filter.
  var query = TextField()
  /// The position of the cursor among the visible rows.
  var cursor = 0
  /// What to say where nothing is listed.
  var emptyText = "Nothing matches."
  /// Whether the rows are still on their way.
  var isLoading = false

  /// What a chooser is for.
  enum Purpose: Hashable, Sendable {
    case picker, more, palette, theme, otherEnd, sort, export, policy
    /// A field of the dialog beneath.
    case field(FormSlot)
  }

  /// The rows that hold every word that was typed; headings only while nothing is typed.
  var visible: [ChooserRow] {
    let wanted = query.text.lowercased().split(separator: " ")
    if wanted.isEmpty { return rows }
    let fitting = rows.filter { row in
      let text = (row.label + " " + row.note).lowercased()
      return !row.isHeading && wanted.allSatisfy { text.contains($0) }
    }
    guard purpose == .palette else { return fitting }
    // Names are what is meant; explanations only help to find the rest. Recent ones stand there twice.
    let start = query.text.lowercased()
    var ranked: [[ChooserRow]] = [[], [], [], []]
    var seen: Set<ChooserRow> = []
    for row in fitting where seen.insert(row).inserted { ranked[Self.rank(row.label.lowercased(), start)].append(row) }
    return ranked.flatMap { $0 }
  }

  /// How well a name fits what is typed: 0 where it begins with it, 1 where one of its words does, 2 where the name
  /// holds all of its words, else 3.
  private static func rank(_ name: String, _ typed: String) -> Int {
    if name.hasPrefix(typed) { return 0 }
    let words = name.indices.filter { $0 > name.startIndex && !name[name.index(before: $0)].isLetter }
    if words.contains(where: { name[$0...].hasPrefix(typed) }) { return 1 }
    return typed.split(separator: " ").allSatisfy { name.contains($0) } ? 2 : 3
  }

  /// What the typed text can be completed to: as far as all fitting rows agree, else the row under the cursor.
  var completion: String? {
    let start = query.text.lowercased()
    guard !start.isEmpty else { return nil }
    let labels = visible.map(\.label).filter { $0.lowercased().hasPrefix(start) }
    guard var common = labels.first else { return nil }
    for label in labels { common = String(zip(common, label).prefix { $0.lowercased() == $1.lowercased() }.map(\.0)) }
    if common.count > start.count { return common }
    guard let label = current?.label, label.lowercased().hasPrefix(start), label.count > start.count else { return nil }
    return label
  }

  /// Completes the typed text.
  mutating func complete() {
    guard let completion else { return }
    query = TextField(completion)
    select { _ in true }
  }

  /// The row under the cursor.
  var current: ChooserRow? {
    let shown = visible
    return shown.indices.contains(cursor) ? shown[cursor] : nil
  }

  /// Moves the cursor over rows that can be chosen or explain why not; headings are passed over.
  mutating func move(by distance: Int) {
    let shown = visible
    let stops = shown.indices.filter { !shown[$0].isHeading }
    guard let first = stops.first, let last = stops.last else { return cursor = 0 }
    let target = min(max(first, cursor + distance), last)
    cursor = distance < 0 ? stops.last { $0 <= target } ?? first : stops.first { $0 >= target } ?? last
  }

  /// Puts the cursor on the first row that satisfies a condition, else on the first one that is no heading.
  mutating func select(where condition: (ChooserRow) -> Bool) {
    cursor = 0
    if let index = visible.firstIndex(where: { !$0.isHeading && condition($0) }) { return cursor = index }
    move(by: 0)
  }
}
