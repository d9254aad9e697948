internal import CTerminal
import Canvas

/// Colour pairs, allotted as they are first used; a terminal of 8 colours has only 64.
struct PairTable {
  private struct Colours: Hashable {
    let foreground: Int16
    let background: Int16
  }

  private let capacity: Int
  private let colours: Int
  private let keepsDefaults: Bool
  private var numbers: [Colours: Int32] = [:]

  /// Makes a table for the screen just opened; `keepsDefaults` where the terminal's own colours can be kept.
  init(keepsDefaults: Bool) {
    capacity = min(Int(ct_colour_pairs()), Int(Int16.max))
    colours = Int(ct_colours())
    self.keepsDefaults = keepsDefaults
  }

  /// The pair of two colours; 0, the terminal's own, when there are no more.
  mutating func number(_ foreground: Colour, on background: Colour) -> Int32 {
    let wanted = Colours(
      foreground: index(foreground, else: COLOR_WHITE), background: index(background, else: COLOR_BLACK))
    if keepsDefaults, wanted.foreground < 0, wanted.background < 0 { return 0 }
    if let number = numbers[wanted] { return number }
    let next = numbers.count + 1
    guard next < capacity, init_pair(Int16(next), wanted.foreground, wanted.background) == OK else { return 0 }
    numbers[wanted] = Int32(next)
    return Int32(next)
  }

  /// The palette numbers of two colours, -1 for the terminal's own.
  func colours(_ foreground: Colour, on background: Colour) -> (foreground: Int16, background: Int16) {
    (index(foreground, else: COLOR_WHITE), index(background, else: COLOR_BLACK))
  }

  /// Forgets all pairs, for another theme; everything must be painted anew.
  ///
  /// Curses' own way to forget them would also reset the terminal's palette, which is the operator's.
  mutating func removeAll() { numbers.removeAll(keepingCapacity: true) }

  private func index(_ colour: Colour, else fallback: Int32) -> Int16 {
    if case .index(let index) = colour, Int(index) < colours { return Int16(index) }
    return keepsDefaults ? -1 : Int16(fallback)
  }
}
