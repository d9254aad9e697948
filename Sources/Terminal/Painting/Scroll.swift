import Canvas

/// Rows that a terminal moves by itself: up for a positive count, down for a negative one.
struct Scroll: Equatable {
  var top: Int
  var bottom: Int
  var count: Int

  /// The furthest rows are looked for.
  private static let reach = 3

  /// The scroll that spares most cells on the way from one screen to another, and how many; nil where none would help.
  ///
  /// - Parameter rows: Those that may differ.
  static func best(from former: GlyphGrid, to wanted: GlyphGrid, rows: [Int]) -> (scroll: Scroll, gain: Int)? {
    var standing = Array(repeating: 0, count: wanted.size.rows)
    for row in rows { standing[row] = wanted.differences(row, from: former, at: row) }
    // Few cells are painted sooner than a scroll is said.
    let changed = standing.reduce(0, +)
    guard changed > 2 * wanted.size.columns else { return nil }
    var best: (scroll: Scroll, gain: Int)?
    for count in 1...reach {
      for count in [count, -count] where isLikely(count, standing, former, wanted) {
        guard let found = band(standing, moved: count, former, wanted), found.gain > best?.gain ?? 0 else { continue }
        best = found
        // Nothing else spares as much.
        if found.gain > changed / 2 { return best }
      }
    }
    return best
  }

  /// Whether some of the rows that changed end as those so far away did: few cells tell, all of them take long.
  private static func isLikely(_ count: Int, _ standing: [Int], _ former: GlyphGrid, _ wanted: GlyphGrid) -> Bool {
    let changed = standing.indices.filter { standing[$0] > 0 && standing.indices.contains($0 + count) }
    let moved = changed.count { wanted.endsAlike($0, former, at: $0 + count) }
    return moved > 1 && moved * 4 >= changed.count
  }

  /// The rows beside each other that gain most by one movement.
  private static func band(
    _ standing: [Int], moved count: Int, _ former: GlyphGrid, _ wanted: GlyphGrid
  ) -> (scroll: Scroll, gain: Int)? {
    var best: (first: Int, last: Int, gain: Int)?
    var start = 0
    var sum = 0
    for row in standing.indices where standing.indices.contains(row + count) {
      if sum <= 0 { (start, sum) = (row, 0) }
      // A row that did not change can only lose.
      sum += standing[row] - wanted.differences(row, from: former, at: row + count)
      if sum > best?.gain ?? 0 { best = (start, row, sum) }
    }
    guard let best, best.last > best.first else { return nil }
    let scroll = Scroll(
      top: min(best.first, best.first + count), bottom: max(best.last, best.last + count), count: count)
    return (scroll, best.gain)
  }
}
