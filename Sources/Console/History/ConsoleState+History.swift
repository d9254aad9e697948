internal import Canvas

extension ConsoleState {
  /// Puts something at the head of the history, here and in the file.
  mutating func remember(_ entry: ConsoleHistory.Entry) {
    history.add(entry)
    outbox.append(.keep(entry))
  }

  /// Puts an earlier filter into the line, or for a negative step a later one; behind the latest it is empty again.
  mutating func recallFilter(_ step: Int) {
    let next = (recalledFilter ?? -1) + step
    if next < 0 {
      recalledFilter = nil
      return setFilter(TextField())
    }
    guard history.filters.indices.contains(next) else { return }
    recalledFilter = next
    setFilter(TextField(history.filters[next]))
  }
}
