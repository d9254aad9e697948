/// A box of text: help, information.
struct TextBox: Sendable {
  /// What a box is about, where keys or events change it.
  enum Subject: Sendable {
    case lag
  }

  /// The lines as they are drawn, worked out once: there may be thousands, and every frame asks.
  private struct Laid: Sendable {
    var columns: Int
    var query: String
    var labels: Int
    /// How many lines there are while nothing is typed.
    var all: Int
    var lines: [TextLine]
  }

  var title: String
  var lines: [TextLine] { didSet { laid = nil } }
  /// Lines scrolled away.
  var scroll = 0
  /// What is typed to find lines; nil where the box is not searched.
  var query: TextField?
  var subject: Subject?
  private var laid: Laid?

  init(title: String, lines: [TextLine], query: TextField? = nil, subject: Subject? = nil) {
    self.title = title
    self.lines = lines
    self.query = query
    self.subject = subject
  }

  /// The lines at the top that the query takes.
  var head: Int { query == nil ? 0 : 2 }

  /// Keeps how the lines are drawn on so many columns.
  mutating func layOut(columns: Int) {
    if laid?.columns != columns || laid?.query != query?.text ?? "" { laid = laidOut(columns) }
  }

  /// The lines broken to some columns; those that hold every word that was typed.
  func drawn(columns: Int) -> [TextLine] { current(columns).lines }

  /// How many lines there are on some columns, whatever is typed, so that the box stands still meanwhile.
  func count(columns: Int) -> Int { current(columns).all }

  /// The columns of the labels.
  func labels(columns: Int) -> Int { current(columns).labels }

  private func current(_ columns: Int) -> Laid {
    if let laid, laid.columns == columns, laid.query == query?.text ?? "" { return laid }
    return laidOut(columns)
  }

  private func laidOut(_ columns: Int) -> Laid {
    let labels = ConsoleState.labels(lines)
    let whole = lines.flatMap { $0.wrapped(columns: columns, labels: labels) }
    let typed = query?.text ?? ""
    let wanted = typed.lowercased().split(separator: " ")
    var shown = whole
    if !wanted.isEmpty {
      // Headings only while nothing is typed.
      let fitting = lines.filter { line in
        let text = (line.label + " " + line.text).lowercased()
        return !line.isHeading && wanted.allSatisfy { text.contains($0) }
      }
      shown = fitting.flatMap { $0.wrapped(columns: columns, labels: labels) }
    }
    return Laid(columns: columns, query: typed, labels: labels, all: whole.count, lines: shown)
  }
}
