import Foundation

/// The screen of a terminal as its bytes make it: enough of xterm for what curses sends.
///
/// It keeps what no test expects: `surprises` names every sequence it does not know.
struct VirtualScreen {
  private(set) var columns: Int
  private(set) var rows: Int
  private(set) var cursor = (column: 0, row: 0)
  /// Private modes that are set, such as 1049 (alternate screen), 25 (cursor), 2004 (pastes).
  private(set) var modes = Self.usualModes
  /// The modes a terminal has before anything is sent: automatic margins and a cursor.
  static let usualModes: Set<Int> = [7, 25]
  private(set) var title = ""
  private(set) var bells = 0
  /// Operating system commands other than titles.
  private(set) var commands: [String] = []
  private(set) var surprises: [String] = []
  private var cells: [Cell]
  private var saved = (column: 0, row: 0)
  private var pen = ""
  private var region: ClosedRange<Int>
  private var wrapPending = false
  private var unfinished: [UInt8] = []

  /// A character with its marks, and the SGR parameters in force; the right half of a wide one is empty.
  struct Cell: Equatable {
    var text = " "
    var pen = ""
    var isWide = false
  }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Cell(), count: columns * rows)
    region = 0...(rows - 1)
  }

  /// The characters, one line a row, blanks at line ends removed.
  var text: String { (0..<rows).map(line).joined(separator: "\n") }

  /// One row, blanks at its end removed.
  func line(_ row: Int) -> String {
    var text = (0..<columns).map { cells[row * columns + $0].text }.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The cell at a position.
  func cell(column: Int, row: Int) -> Cell { cells[row * columns + column] }

  /// Changes the size; what stays on the screen keeps its place.
  mutating func resize(columns: Int, rows: Int) {
    var changed = VirtualScreen(columns: columns, rows: rows)
    for row in 0..<min(rows, self.rows) {
      for column in 0..<min(columns, self.columns) {
        changed.cells[row * columns + column] = cells[row * self.columns + column]
      }
    }
    (cells, self.columns, self.rows, region) = (changed.cells, columns, rows, 0...(rows - 1))
    cursor = (min(cursor.column, columns - 1), min(cursor.row, rows - 1))
    wrapPending = false
  }

  /// Takes bytes as they come, cut anywhere.
  mutating func feed(_ bytes: some Sequence<UInt8>) {
    unfinished.append(contentsOf: bytes)
    var position = 0
    while position < unfinished.count, let length = take(unfinished[position...]) { position += length }
    unfinished.removeFirst(position)
  }

  private mutating func take(_ rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first else { return nil }
    if first == 0x1B { return takeEscape(rest) }
    if first < 0x20 || first == 0x7F {
      control(first)
      return 1
    }
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard rest.count >= length else { return nil }
    for scalar in String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars { put(scalar) }
    return length
  }

  private mutating func control(_ byte: UInt8) {
    wrapPending = false
    switch byte {
    case 0x07: bells += 1
    case 0x08: cursor.column = max(0, cursor.column - 1)
    case 0x09: cursor.column = min(columns - 1, (cursor.column / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D: cursor.column = 0
    case 0x0E, 0x0F: break
    default: surprises.append("control \(byte)")
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = scalar.value < 0x7F ? 1 : Int(wcwidthOf(scalar))
    if width <= 0 { return combine(scalar, width) }
    if wrapPending || cursor.column + width > columns {
      cursor.column = 0
      lineFeed()
      wrapPending = false
    }
    let index = cursor.row * columns + cursor.column
    cells[index] = Cell(text: String(Character(scalar)), pen: pen, isWide: width == 2)
    if width == 2 { cells[index + 1] = Cell(text: "", pen: pen) }
    blankHalves()
    cursor.column += width
    if cursor.column >= columns {
      cursor.column = columns - 1
      wrapPending = true
    }
  }

  /// Blanks what is left of wide characters in the cursor's row that something else split.
  private mutating func blankHalves() {
    let start = cursor.row * columns
    for index in start..<start + columns {
      let followed = index + 1 < start + columns && cells[index + 1].text.isEmpty
      let led = index > start && cells[index - 1].isWide
      if cells[index].isWide ? !followed : cells[index].text.isEmpty && !led {
        cells[index] = Cell(text: " ", pen: cells[index].pen)
      }
    }
  }

  private mutating func combine(_ scalar: Unicode.Scalar, _ width: Int) {
    if width < 0 { surprises.append("scalar U+" + String(scalar.value, radix: 16)) }
    var column = wrapPending ? cursor.column : max(0, cursor.column - 1)
    if cells[cursor.row * columns + column].text.isEmpty, column > 0 { column -= 1 }
    cells[cursor.row * columns + column].text.unicodeScalars.append(scalar)
  }

  private mutating func lineFeed() {
    if cursor.row == region.upperBound { return scroll(1) }
    cursor.row = min(rows - 1, cursor.row + 1)
  }

  private mutating func scroll(_ count: Int) {
    let blank = Array(repeating: Cell(), count: columns)
    for _ in 0..<abs(count) {
      if count > 0 {
        cells.insert(contentsOf: blank, at: (region.upperBound + 1) * columns)
        cells.removeSubrange(region.lowerBound * columns..<(region.lowerBound + 1) * columns)
      } else {
        cells.removeSubrange(region.upperBound * columns..<(region.upperBound + 1) * columns)
        cells.insert(contentsOf: blank, at: region.lowerBound * columns)
      }
    }
  }

  /// The C library's reckoning in UTF-8, whatever the locale of the process.
  private func wcwidthOf(_ scalar: Unicode.Scalar) -> Int32 {
    let former = uselocale(locale_t(bitPattern: Self.unicode))
    defer { uselocale(former) }
    return Self.columnsOf(Int32(scalar.value))
  }

  private static let unicode = Int(bitPattern: newlocale(Int32(1) << LC_CTYPE, "C.UTF-8", nil))

  /// Swift does not see this function.
  private static let columnsOf: @convention(c) (Int32) -> Int32 = {
    guard let symbol = dlsym(nil, "wcwidth") else { return { _ in 1 } }
    return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
  }()
}

extension VirtualScreen {
  private mutating func takeEscape(_ rest: ArraySlice<UInt8>) -> Int? {
    guard let second = rest.dropFirst().first else { return nil }
    switch second {
    case UInt8(ascii: "["):
      guard let end = rest.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      sequence(rest[(rest.startIndex + 2)..<end], rest[end])
      return end - rest.startIndex + 1
    // The Linux console's palette reset has no end.
    case UInt8(ascii: "]") where rest.dropFirst(2).first == UInt8(ascii: "R"): return 3
    case UInt8(ascii: "]"):
      guard let end = rest.firstIndex(of: 7) else { return nil }
      command(String(decoding: rest[(rest.startIndex + 2)..<end], as: UTF8.self))
      return end - rest.startIndex + 1
    case UInt8(ascii: "("), UInt8(ascii: ")"): return rest.count < 3 ? nil : 3
    case UInt8(ascii: "M"):
      if cursor.row == region.lowerBound { scroll(-1) } else { cursor.row -= 1 }
      return 2
    case UInt8(ascii: "7"):
      saved = cursor
      return 2
    case UInt8(ascii: "8"):
      move(saved.column, saved.row)
      return 2
    case UInt8(ascii: "="), UInt8(ascii: ">"): return 2
    default:
      surprises.append("ESC \(second)")
      return 2
    }
  }

  private mutating func command(_ text: String) {
    if text.hasPrefix("2;") { title = String(text.dropFirst(2)) } else { commands.append(text) }
  }

  private mutating func sequence(_ parameters: ArraySlice<UInt8>, _ final: UInt8) {
    let text = String(decoding: parameters, as: UTF8.self)
    let numbers = text.drop { $0 == "?" }.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    switch Character(Unicode.Scalar(final)) {
    case "h" where text.hasPrefix("?"): modes.formUnion(numbers)
    case "l" where text.hasPrefix("?"): modes.subtract(numbers)
    // Insert mode is not kept here.
    case "h" where numbers.contains(4): surprises.append("insert mode")
    case "h", "l", "t": break
    // The Linux console's cursor shape.
    case "c" where text.hasPrefix("?"): break
    case "m": style(numbers, text)
    case "r":
      // Sequences for a larger screen may still come after it was made smaller.
      let last = max(1, numbers.count > 1 ? min(numbers[1], rows) : rows) - 1
      region = min(count - 1, last)...last
      move(0, 0)
    case "X": erase(cursor.column..<min(columns, cursor.column + count))
    case "K": erase([cursor.column..<columns, 0..<(cursor.column + 1), 0..<columns][numbers.first ?? 0])
    case "J": eraseScreen(numbers.first ?? 0)
    case "P": shift(-count)
    case "@": shift(count)
    case "L", "M": insertLines(final == UInt8(ascii: "L") ? -count : count)
    case "S": scroll(count)
    case "T": scroll(-count)
    default: moveBy(final, numbers, count)
    }
  }

  private mutating func moveBy(_ final: UInt8, _ numbers: [Int], _ count: Int) {
    switch Character(Unicode.Scalar(final)) {
    case "H", "f": move(max(1, numbers.count > 1 ? numbers[1] : 1) - 1, count - 1)
    case "A": move(cursor.column, cursor.row - count)
    case "B": move(cursor.column, cursor.row + count)
    case "C": move(cursor.column + count, cursor.row)
    case "D": move(cursor.column - count, cursor.row)
    case "G", "`": move(count - 1, cursor.row)
    case "d": move(cursor.column, count - 1)
    default: surprises.append("CSI \(numbers) \(Character(Unicode.Scalar(final)))")
    }
  }

  private mutating func move(_ column: Int, _ row: Int) {
    cursor = (min(max(0, column), columns - 1), min(max(0, row), rows - 1))
    wrapPending = false
  }

  private mutating func style(_ numbers: [Int], _ text: String) {
    // A leading 0 begins anew; what follows is kept as it came.
    if numbers.first ?? 0 == 0 { pen = "" }
    let rest = text.hasPrefix("0;") ? String(text.dropFirst(2)) : text
    if !rest.isEmpty, rest != "0" { pen += pen.isEmpty ? rest : ";" + rest }
  }

  private mutating func erase(_ range: Range<Int>) {
    for column in range { cells[cursor.row * columns + column] = Cell(text: " ", pen: pen) }
    blankHalves()
  }

  private mutating func eraseScreen(_ part: Int) {
    let here = cursor.row * columns + cursor.column
    let range = [here..<cells.count, 0..<(here + 1), 0..<cells.count][min(part, 2)]
    for index in range { cells[index] = Cell(text: " ", pen: pen) }
  }

  private mutating func shift(_ count: Int) {
    let start = cursor.row * columns + cursor.column
    let end = (cursor.row + 1) * columns
    let blanks = Array(repeating: Cell(text: " ", pen: pen), count: min(abs(count), end - start))
    if count < 0 {
      cells.insert(contentsOf: blanks, at: end)
      cells.removeSubrange(start..<start + blanks.count)
    } else {
      cells.insert(contentsOf: blanks, at: start)
      cells.removeSubrange(end..<end + blanks.count)
    }
    blankHalves()
  }

  private mutating func insertLines(_ count: Int) {
    let whole = region
    region = cursor.row...max(cursor.row, whole.upperBound)
    scroll(count)
    region = whole
  }
}
