internal import CTerminal
import Canvas

/// Changes painted without curses: in fewer bytes and in less time than it would take.
///
/// Curses still begins and ends the screen and paints it whole; between that it is not told of anything.
extension Screen {
  /// The bytes that bring the terminal from one frame to another of the same size and theme; nil where curses must.
  func paint(_ frame: Frame, over former: Frame) -> [UInt8]? {
    guard let painter else { return nil }
    var wanted = grid ?? GlyphGrid(size: size)
    let isNew = grid == nil
    if isNew {
      for row in 0..<size.rows { guard fill(row, of: former, into: &wanted) else { return giveUp() } }
    }
    let shown = wanted
    let changed = (0..<size.rows).filter { !frame.agrees(with: former, inRow: $0) }
    for row in changed { guard fill(row, of: frame, into: &wanted) else { return giveUp() } }
    var bytes = painter.bytes(
      from: shown, to: wanted, rows: changed, cursor: (place(of: former), place(of: frame)), colours: colours)
    grid = wanted
    if showCursor(of: frame) { bytes += collect() }
    return bytes
  }

  /// Leaves the terminal to curses for good.
  private func giveUp() -> [UInt8]? {
    painter = nil
    if grid != nil { invalidate() }
    return nil
  }

  /// Puts a row of a frame into a grid; false where a colour cannot be named.
  private func fill(_ row: Int, of frame: Frame, into grid: inout GlyphGrid) -> Bool {
    var last: (style: Style, pen: Pen)?
    let cells = frame.cells
    let start = row * size.columns
    for column in 0..<size.columns {
      let style = cells[start + column].style
      if last?.style != style {
        guard let pen = pen(of: style, theme: frame.theme) else { return false }
        last = (style, pen)
      }
      guard let pen = last?.pen else { return false }
      let cell = cells[start + column]
      // Nearly all cells are like this.
      let isPlain = cell.width == 1 && cell.mark == nil && (0x20..<0x7F).contains(cell.scalar.value)
      grid[column, row] = isPlain ? Glyph(scalar: cell.scalar.value, pen: pen) : glyph(frame, column, row, pen)
    }
    return true
  }

  private func pen(of style: Style, theme: Theme) -> Pen? {
    // They are few, and to hash a style takes longer than to compare it with all of them.
    if let known = brushes.first(where: { $0.style == style }) { return known.pen }
    guard let dialect = painter?.dialect else { return nil }
    let ink = theme.ink(for: style, depth: depth)
    var pen = Pen(attributes: ink.attributes.intersection(dialect.attributes))
    if depth != .mono { (pen.foreground, pen.background) = pairs.colours(ink.foreground, on: ink.background) }
    if pen.foreground >= 0 || pen.background >= 0 { pen.attributes.subtract(dialect.colourless) }
    guard colours.learn(pen) else { return nil }
    brushes.append((style, pen))
    return pen
  }

  /// What stands in a cell, or what stands for it where the terminal cannot show it.
  private func glyph(_ frame: Frame, _ column: Int, _ row: Int, _ pen: Pen) -> Glyph {
    let cell = frame[column, row]
    let standIn = Glyph(scalar: 0x3F, pen: pen)
    switch cell.width {
    case 0:
      guard frame[column - 1, row].width == 2 else { return Glyph(pen: pen) }
      return showsWide(frame, column - 1, row) ? Glyph(scalar: 0, width: 0, pen: pen) : standIn
    case 2:
      return showsWide(frame, column, row) ? Glyph(scalar: cell.scalar.value, width: 2, pen: pen) : standIn
    default:
      guard charset.shows(cell.scalar, columns: 1) else { return standIn }
      var glyph = Glyph(scalar: cell.scalar.value, pen: pen)
      if let mark = cell.mark, !isFragile(column, row), charset.shows(mark, columns: 0) { glyph.mark = mark.value }
      return glyph
    }
  }
}
