import Replication

/// The text of a filter: what rows must contain, or with `!` before it must not.
struct TextFilter {
  /// The text in lower case.
  let wanted: String
  let isNegated: Bool

  /// Reads a filter as it is typed; nil where it asks for nothing.
  init?(_ typed: String) {
    isNegated = typed.hasPrefix("!")
    wanted = (isNegated ? String(typed.dropFirst()) : typed).lowercased()
    if wanted.isEmpty { return nil }
  }

  /// The text of a filter that sorts out most, the longest or else one that rows must not contain, and the other terms.
  static func split(_ filter: RowFilter) -> (text: TextFilter?, rest: RowFilter) {
    var best: (index: Int, text: TextFilter)?
    for (index, term) in filter.terms.enumerated() {
      guard case .text(let wanted) = term.test, let text = TextFilter(wanted, isNegated: term.isNegated) else {
        continue
      }
      let isBetter =
        best.map { $0.text.isNegated ? !term.isNegated : !term.isNegated && wanted.count > $0.text.wanted.count }
        ?? true
      if isBetter { best = (index, text) }
    }
    var rest = filter
    if let best { rest.terms.remove(at: best.index) }
    return (best?.text, rest)
  }

  private init?(_ wanted: String, isNegated: Bool) {
    self.wanted = wanted
    self.isNegated = isNegated
    if wanted.isEmpty { return nil }
  }

  /// Parts of three letters, for the index; more add little to what they sort out.
  private static let parts = 12

  /// A query of the index of texts that finds all rows with the text, and perhaps others; nil where it cannot help.
  var indexQuery: String? {
    let letters = Array(wanted.unicodeScalars)
    guard !isNegated, letters.count >= 3, !letters.contains("\0") else { return nil }
    var seen: Set<String> = []
    var parts: [String] = []
    for start in 0...(letters.count - 3) where parts.count < Self.parts {
      var part = String.UnicodeScalarView()
      part.append(contentsOf: letters[start..<start + 3])
      let text = String(part)
      if seen.insert(text).inserted { parts.append("\"" + text.replacing("\"", with: "\"\"") + "\"") }
    }
    return parts.joined(separator: " AND ")
  }

  /// Whether the index finds exactly the rows with the text.
  var indexIsExact: Bool { wanted.unicodeScalars.count == 3 }
}
