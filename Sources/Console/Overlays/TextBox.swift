/// A box of text: help, information.
struct TextBox: Sendable {
  var title: String
  var lines: [TextLine]
  /// Lines scrolled away.
  var scroll = 0
  /// What is typed to find lines; nil where the box is not searched.
  var query: TextField?

  /// The lines that hold every word that was typed; headings only while nothing is typed.
  var shown: [TextLine] {
    let wanted = (query?.text ?? "").lowercased().split(separator: " ")
    if wanted.isEmpty { return lines }
    return lines.filter { line in
      let text = (line.label + " " + line.text).lowercased()
      return !line.isHeading && wanted.allSatisfy { text.contains($0) }
    }
  }

  /// The lines at the top that the query takes.
  var head: Int { query == nil ? 0 : 2 }
}
