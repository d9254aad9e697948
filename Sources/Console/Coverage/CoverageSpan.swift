/// Which regions of the coverage matrix are on the screen, and how wide their cells are.
struct CoverageSpan: Hashable, Sendable {
  /// The positions of the regions shown.
  var shown: Range<Int>
  /// The columns of one cell, with the brackets of the cursor on both sides.
  var cell: Int
  /// The columns of the name.
  var name: Int

  /// Cells with words where all regions fit that way, else with marks and figures alone.
  var isWordy: Bool { cell == Self.wordy }

  private static let wordy = 16
  private static let brief = 8

  /// Lays out `count` regions in `width` columns beside the name and `fixed` columns of other things; the region of the
  /// cursor is always among those shown.
  init(_ place: CoveragePlace, count: Int, width: Int, fixed: Int) {
    let names = width < 60 ? 12 : 18
    cell = width - fixed - names - 1 >= count * Self.wordy ? Self.wordy : Self.brief
    let room = max(1, (width - fixed - names - 1) / cell)
    let fitting = min(room, count)
    let column = min(max(0, place.column), max(0, count - 1))
    let first = min(max(place.first, column - fitting + 1), column)
    let start = min(max(0, first), max(0, count - fitting))
    shown = start..<(start + fitting)
    name = min(40, max(names, width - fixed - 1 - fitting * cell))
  }
}
