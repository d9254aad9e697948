/// Finds the word that somebody meant who typed another one.
enum Spelling {
  /// The word nearest to a text; nil where none is near.
  ///
  /// Near are words that begin with the text, and those that at most a third of its letters tell apart.
  static func nearest(to text: String, among words: [String]) -> String? {
    let text = text.lowercased()
    guard text.count > 1 else { return nil }
    let ranked = words.map { (word: $0, distance: $0.hasPrefix(text) ? 0 : distance(text, $0)) }
    return ranked.min { $0.distance < $1.distance }.flatMap { $0.distance <= max(1, text.count / 3) ? $0.word : nil }
  }

  /// How many letters have to be put in, left out or replaced; two neighbours that changed places count as one.
  private static func distance(_ first: String, _ second: String) -> Int {
    let (left, right) = (Array(first), Array(second))
    var rows = [Array(0...right.count)]
    for (i, letter) in left.enumerated() {
      var row = [i + 1]
      for (j, other) in right.enumerated() {
        var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
