internal import CTerminal
import Canvas
import Foundation

/// Frames onto curses: hands it the cells that changed and returns the bytes it makes of them.
///
/// Curses writes into a file in memory, not to the terminal: only so can a terminal that takes nothing be waited for
/// without losing keys, and a frame be sent as one piece. It therefore also leaves the terminal's modes alone.
final class Screen {
  /// How many colours are used.
  let depth: ColourDepth
  /// The size drawn for.
  private(set) var size: Size
  let charset: Charset
  private let file: UnsafeMutablePointer<FILE>
  private let screen: OpaquePointer
  private let window: UnsafeMutablePointer<WINDOW>
  var pairs: PairTable
  private var pens: [Style: CursesPen] = [:]
  var drawn: Frame?
  private var cursorShown: Bool?
  /// What curses sends to reset the palette whenever it takes the terminal; the palette is the operator's, so it goes.
  private let paletteReset: [UInt8]
  private let pushesIntoCorner: Bool
  private let keepsScreen: Bool
  /// Paints changes; nil where only curses knows how to speak to the terminal.
  var painter: Painter?
  var colours = ColourCodes()
  /// What the terminal shows; nil while only curses knows.
  var grid: GlyphGrid?
  var brushes: [(style: Style, pen: Pen)] = []

  /// How curses draws a style.
  private struct CursesPen {
    var attributes: UInt32
    var pair: Int32
  }

  init(type: TerminalType, charset: Charset, size: Size?, colour: Bool) throws(TerminalError) {
    let scratch = ct_scratch_file()
    guard scratch >= 0, let file = fdopen(scratch, "w+") else {
      throw .refused(what: "opening a file in memory", code: errno)
    }
    guard let screen = newterm(type.name, file, file), let window = ct_standard_window() else {
      fclose(file)
      throw .typeUnknown(type.name)
    }
    self.charset = charset
    paletteReset = type.capabilities.paletteReset
    pushesIntoCorner = type.capabilities.pushesIntoCorner
    keepsScreen = type.capabilities.keepsScreen
    self.file = file
    self.screen = screen
    self.window = window
    typeahead(-1)
    leaveok(window, false)
    scrollok(window, false)
    let coloured = colour && has_colors() && start_color() == OK
    let keepsDefaults = coloured && use_default_colors() == OK
    depth = coloured ? Self.depth(direct: type.capabilities.directColour) : .mono
    pairs = PairTable(keepsDefaults: keepsDefaults)
    if let dialect = type.capabilities.dialect, keepsDefaults || !coloured {
      painter = Painter(dialect: dialect) { charset.encode($0, into: &$1) }
    }
    self.size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    if let size { resize(size) }
    // What curses made of a size it could not know is dropped; the first frame starts it anew.
    _ = leave()
  }

  deinit {
    if !isendwin() { endwin() }
    delscreen(screen)
    fclose(file)
  }

  private static func depth(direct: Bool) -> ColourDepth {
    if direct { return .eight }
    return ColourDepth.allCases.last { $0.rawValue <= Int(ct_colours()) } ?? .mono
  }

  /// Makes the next frame paint every cell, whatever the terminal shows.
  func invalidate() {
    drawn = nil
    grid = nil
    ct_repaint_all()
  }

  /// Changes the size; the next frame paints every cell.
  func resize(_ size: Size) {
    _ = resizeterm(Int32(max(1, size.rows)), Int32(max(1, size.columns)))
    self.size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    invalidate()
  }

  /// The bytes that give the terminal back; the next frame takes it again.
  func leave() -> [UInt8] {
    let isShown = !isendwin()
    if isShown { endwin() }
    drawn = nil
    grid = nil
    // Curses leaves the cursor at the last line, on which the shell would write its prompt over what stands there.
    return collect() + (isShown && keepsScreen ? Array("\r\n".utf8) : [])
  }

  /// The bytes that make the terminal show a frame; none when it already does.
  func draw(_ frame: Frame) -> [UInt8] {
    if let drawn, drawn.cursor == frame.cursor, drawn.cursorVisible == frame.cursorVisible, drawn.theme == frame.theme,
      drawn.size == frame.size, drawn.cells == frame.cells
    {
      return []
    }
    if drawn?.theme != frame.theme { forgetPens() }
    if let former = drawn, former.size == frame.size, frame.size == size, let bytes = paint(frame, over: former) {
      drawn = frame
      return bytes
    }
    for row in 0..<size.rows { drawRow(row, of: frame, over: drawn) }
    placeCursor(of: frame)
    wnoutrefresh(window)
    doupdate()
    drawn = frame
    return CommonControls.rewritten(collect())
  }

  private func forgetPens() {
    pens.removeAll(keepingCapacity: true)
    brushes.removeAll(keepingCapacity: true)
    if drawn != nil { invalidate() }
    if depth != .mono { pairs.removeAll() }
  }

  private func drawRow(_ row: Int, of frame: Frame, over former: Frame?) {
    func changed(_ column: Int) -> Bool { former.map { $0[column, row] != frame[column, row] } ?? true }
    var column = 0
    while let start = (column..<max(column, size.columns)).first(where: changed) {
      // A wide character is put whole, even if only the style of its right half changed.
      let begin = frame[start, row].width == 0 && start > 0 ? start - 1 : start
      let style = frame[begin, row].style
      var end = start + 1
      while end < size.columns {
        let cell = frame[end, row]
        guard cell.width == 0 || (cell.style == style && changed(end)) else { break }
        end += 1
      }
      var scalars: [UInt32] = []
      for each in begin..<end { append(frame, each, row, to: &scalars) }
      put(scalars, column: begin, row: row, style: style, theme: frame.theme)
      column = end
    }
  }

  /// Appends what stands in a cell, or what stands for it where the terminal cannot show it.
  private func append(_ frame: Frame, _ column: Int, _ row: Int, to scalars: inout [UInt32]) {
    let cell = frame[column, row]
    let standIn = UInt32(0x3F)
    switch cell.width {
    case 0:
      guard frame[column - 1, row].width == 2 else { return scalars.append(0x20) }
      if !showsWide(frame, column - 1, row) { scalars.append(standIn) }
    case 2:
      scalars.append(showsWide(frame, column, row) ? cell.scalar.value : standIn)
    default:
      let shown = charset.shows(cell.scalar, columns: 1)
      scalars.append(shown ? cell.scalar.value : standIn)
      guard shown, let mark = cell.mark, !isFragile(column, row) else { return }
      if charset.shows(mark, columns: 0) { scalars.append(mark.value) }
    }
  }

  func showsWide(_ frame: Frame, _ column: Int, _ row: Int) -> Bool {
    column + 1 < size.columns && frame[column + 1, row].width == 0 && !isFragile(column + 1, row)
      && charset.shows(frame[column, row].scalar, columns: 2)
  }

  /// Whether only plain characters come through at a position.
  func isFragile(_ column: Int, _ row: Int) -> Bool {
    pushesIntoCorner && row == size.rows - 1 && column >= size.columns - 2
  }

  private func put(_ scalars: [UInt32], column: Int, row: Int, style: Style, theme: Theme) {
    let pen = pen(for: style, theme: theme)
    // The cell in the lower right corner cannot be followed by the cursor, which curses calls an error.
    _ = ct_put(window, Int32(row), Int32(column), pen.attributes, pen.pair, scalars, Int32(scalars.count))
  }

  private func pen(for style: Style, theme: Theme) -> CursesPen {
    if let pen = pens[style] { return pen }
    let ink = theme.ink(for: style, depth: depth)
    var attributes: UInt32 = 0
    if ink.attributes.contains(.bold) { attributes |= ct_bold }
    if ink.attributes.contains(.dim) { attributes |= ct_dim }
    if ink.attributes.contains(.underline) { attributes |= ct_underline }
    if ink.attributes.contains(.reverse) { attributes |= ct_reverse }
    let pair = depth == .mono ? 0 : pairs.number(ink.foreground, on: ink.background)
    let pen = CursesPen(attributes: attributes, pair: pair)
    pens[style] = pen
    return pen
  }

  /// Shows or hides the cursor; false where it is so already.
  func showCursor(of frame: Frame) -> Bool {
    if cursorShown == frame.cursorVisible { return false }
    curs_set(frame.cursorVisible ? 1 : 0)
    cursorShown = frame.cursorVisible
    return true
  }

  private func placeCursor(of frame: Frame) {
    _ = showCursor(of: frame)
    let place = place(of: frame)
    wmove(window, Int32(place.row), Int32(place.column))
  }

  func place(of frame: Frame) -> Painter.Position {
    let cursor = frame.cursor ?? Frame.Position(column: 0, row: 0)
    return (min(max(0, cursor.column), size.columns - 1), min(max(0, cursor.row), size.rows - 1))
  }

  /// Takes what curses has written.
  func collect() -> [UInt8] {
    fflush(file)
    let scratch = fileno(file)
    let count = Int(lseek(scratch, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let taken = pread(scratch, &bytes, count, 0)
    lseek(scratch, 0, SEEK_SET)
    ftruncate(scratch, 0)
    bytes.removeLast(count - max(0, taken))
    if !paletteReset.isEmpty, let reset = bytes.firstRange(of: paletteReset) { bytes.removeSubrange(reset) }
    return bytes
  }
}
