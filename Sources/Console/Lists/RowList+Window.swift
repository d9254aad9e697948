internal import Replication

extension RowList {
  /// Moves the cursor to an index and keeps it on a screen of `height` rows.
  mutating func move(to index: Int, height: Int) {
    cursor = min(max(0, index), max(0, total - 1))
    cursorID = current?.id
    scroll(height: height)
  }

  /// Keeps the cursor on the screen.
  mutating func scroll(height: Int) {
    let height = max(1, height)
    if cursor < top { top = cursor }
    if cursor >= top + height { top = cursor - height + 1 }
    top = min(max(0, top), max(0, total - height))
  }

  /// Takes a fetched window; the cursor stays on its row, and the row on its line.
  mutating func take(_ window: RowWindow, height: Int) {
    let line = cursor - top
    rows = window.rows
    covered = window.covered
    offset = window.offset
    total = window.total
    isCounted = window.isCounted
    unfilteredTotal = window.unfilteredTotal
    condition = .ready
    if let id = cursorID, let position = rows.firstIndex(where: { $0.id == id }) {
      cursor = offset + position
      top = cursor - line
    }
    move(to: cursor, height: height)
    guard !marks.isEmpty else { return }
    for row in rows where marks[row.id] != nil { marks[row.id] = row }
  }

  /// How many screens a window holds that is fetched while the cursor moves on: rarely, and mostly ahead of it.
  static let screensAhead = 7

  /// Where the next window should lie when the cursor nears an edge of this one; nil while all is well.
  func wanted(height: Int) -> Anchor? {
    let first = max(0, top - height / 2)
    let last = min(total, top + height + height / 2)
    if first >= offset && last <= offset + rows.count { return nil }
    // One screen behind the cursor is kept, all others lie where it goes; after a leap as many on both sides.
    let isBack = first < offset && last > offset
    let isLeap = last <= offset || first >= offset + rows.count
    let behind = isLeap ? Self.screensAhead / 2 : isBack ? Self.screensAhead - 2 : 1
    return .offset(max(0, top - behind * height))
  }

  /// Starts again at the top with another listing.
  mutating func restart(_ change: (inout Listing) -> Void) {
    change(&listing)
    cursor = 0
    top = 0
    cursorID = nil
  }
}
