import Canvas

/// Rows under headings, aligned by what the cells take on a screen.
struct Table {
  /// A column.
  struct Column {
    /// Its heading.
    let heading: String
    /// Whether cells are flush right, as numbers are.
    let isNumber: Bool

    /// Words, flush left.
    static func words(_ heading: String) -> Column { Column(heading: heading, isNumber: false) }
    /// Numbers, flush right.
    static func number(_ heading: String) -> Column { Column(heading: heading, isNumber: true) }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines without line breaks, the cells made harmless.
  func rendered(_ harmless: (String) -> String) -> [String] {
    let lines = [columns.map(\.heading)] + rows.map { $0.map(harmless) }
    let widths = columns.indices.map { column in lines.map { Display.width(of: $0[column]) }.max() ?? 0 }
    return lines.map { line in
      var text = ""
      for (index, cell) in line.enumerated() {
        let gap = String(repeating: " ", count: widths[index] - Display.width(of: cell))
        text += columns[index].isNumber ? gap + cell : cell + gap
        if index < line.count - 1 { text += "  " }
      }
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }
}
