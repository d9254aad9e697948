/// The dialog in which the columns of a list are chosen and ordered; the list beneath follows at once.
struct ColumnDialog: Sendable {
  /// A column and whether it is shown.
  struct Entry: Hashable, Sendable {
    var id: ColumnID
    var isShown: Bool
  }

  /// The list.
  let list: ListName
  /// The choice before, which Esc goes back to; nil for none.
  let before: [ColumnID]?
  /// All columns in the order chosen so far.
  var entries: [Entry]
  /// The entry under the cursor.
  var cursor = 0
  /// Whether there is a choice at all; without one as many columns are shown as fit.
  var isChoice: Bool

  /// Opens on what is shown now: what is chosen, else what fits on the screen.
  init(_ list: ListName, chosen: [ColumnID]?, visible: Set<ColumnID>) {
    self.list = list
    before = chosen
    isChoice = chosen != nil
    let rest = list.columns.filter { chosen?.contains($0) != true }
    entries =
      (chosen ?? []).map { Entry(id: $0, isShown: true) }
      + rest.map { Entry(id: $0, isShown: chosen == nil && (visible.contains($0) || $0 == .region)) }
  }

  /// The columns as they would be kept; nil for no choice.
  var chosen: [ColumnID]? { isChoice ? entries.filter(\.isShown).map(\.id) : nil }

  /// Shows or hides the column under the cursor; false where it must stay.
  mutating func toggle() -> Bool {
    guard entries[cursor].id != .name else { return false }
    entries[cursor].isShown.toggle()
    isChoice = true
    return true
  }

  /// Moves the column under the cursor, and the cursor with it.
  mutating func move(by distance: Int) {
    let target = cursor + distance
    guard entries.indices.contains(target) else { return }
    entries.swapAt(cursor, target)
    cursor = target
    isChoice = true
  }
}
