internal import Canvas

/// Where the parts of the frame lie at a size.
struct Layout: Sendable {
  /// The left column without its border; empty where there is no room (below 80 columns).
  var services = Rect(column: 0, row: 0, columns: 0, rows: 0)
  /// Everything right of it, between the upper line and the pane.
  var content: Rect
  /// The lines of rows.
  var rows: Rect
  /// The lines of the pane; empty where it is hidden or there is no room.
  var pane: Rect
  /// The last line.
  var footer: Int
  /// Whether an empty line stands under the tabs.
  var isAiry: Bool

  /// The smallest size that shows anything but a sentence.
  static let smallest = Size(columns: 40, rows: 10)

  init(_ state: ConsoleState) {
    self.init(size: state.setup.size, pane: state.pane.extent)
    // Beneath the coverage stands what the cell under the cursor means.
    if state.tab == .coverage { rows.rows = max(1, rows.rows - (isAiry ? 3 : 1)) }
  }

  init(size: Size, pane extent: Pane.Extent) {
    footer = size.rows - 1
    isAiry = size.rows >= 20
    var paneRows = size.rows >= 24 ? max(5, size.rows / 5) : size.rows >= 20 ? 3 : 0
    if extent == .hidden || size.columns < 60 { paneRows = 0 }
    pane = Rect(column: 0, row: size.rows - 2 - paneRows, columns: size.columns, rows: paneRows)
    // Header and line above; below the pane and footer, each with its line.
    let bottom = size.rows - 2 - (paneRows > 0 ? paneRows + 1 : 0)
    let left = size.columns >= 80 ? (size.columns >= 120 ? 24 : 20) : 0
    if left > 0 { services = Rect(column: 0, row: 2, columns: left, rows: bottom - 2) }
    let start = left > 0 ? left + 1 : 0
    content = Rect(column: start, row: 2, columns: size.columns - start, rows: bottom - 2)
    let head = isAiry ? 4 : 3
    rows = Rect(column: start, row: 2 + head, columns: size.columns - start, rows: bottom - 2 - head)
    if extent == .enlarged {
      pane = Rect(column: 0, row: 2, columns: size.columns, rows: max(0, size.rows - 4))
    }
  }

  /// The area of a box in the middle of the screen.
  static func middle(_ size: Size, columns: Int, rows: Int) -> Rect {
    let columns = min(columns, size.columns - 2)
    let rows = min(rows, size.rows - 2)
    return Rect(
      column: (size.columns - columns) / 2, row: max(1, (size.rows - rows) / 2), columns: columns, rows: rows)
  }

  /// The area of a box of text, and of how many lines fit.
  static func area(of box: TextBox, in size: Size) -> Rect {
    middle(size, columns: min(92, size.columns - 4), rows: box.count(columns: columns(in: size)) + 4 + box.head)
  }

  /// The columns of text in a box of text.
  static func columns(in size: Size) -> Int { min(92, size.columns - 4) - 4 }

  /// How many lines of a box of text are on the screen.
  static func height(of box: TextBox, in size: Size) -> Int { area(of: box, in: size).rows - 4 - box.head }

  /// How far a box of text can be scrolled.
  static func lastScroll(of box: TextBox, in size: Size) -> Int {
    max(0, box.drawn(columns: columns(in: size)).count - height(of: box, in: size))
  }
}

extension ConsoleState {
  /// How many rows of the list are on the screen.
  var listHeight: Int { max(1, Layout(self).rows.rows) }
}
