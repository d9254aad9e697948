/// Asks many texts for a match; what was worked out for one text serves the next, so that a character costs one look-up.
public struct PatternMatcher: Sendable {
  /// The places in the program reached before a character, and what stands before it.
  private struct State: Hashable {
    var places: [Int]
    var before: PatternProgram.Kind
  }

  private static let unknown = -1
  private static let found = -2
  /// A larger table is forgotten and worked out again, so that no pattern fills the memory.
  private static let limit = 250_000

  private let program: PatternProgram
  private let separatorClass: Int
  private var states: [State] = []
  private var numbers: [State: Int] = [:]
  /// State number times classes plus class; the next state.
  private var table: [Int] = []

  /// Makes a matcher of an expression.
  public init(_ pattern: Pattern) {
    program = pattern.program
    separatorClass = program.asciiClasses[0x1F]
    _ = number(of: State(places: [0], before: .separator))
  }

  /// Whether any part of a text matches, letter case ignored.
  public mutating func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  private mutating func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var state = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let characterClass: Int
      if byte < 0x80 {
        characterClass = program.asciiClasses[Int(byte)]
        index += 1
      } else {
        characterClass = Self.decode(bytes, &index).map { program.characterClass($0) } ?? program.asciiClasses[0x7F]
      }
      let next = table[state * program.classCount + characterClass]
      state = next == Self.unknown ? step(state, characterClass) : next
      if state == Self.found { return true }
    }
    let next = table[state * program.classCount + separatorClass]
    return (next == Self.unknown ? step(state, separatorClass) : next) == Self.found
  }

  /// The small letter at a place, which moves on; nil where the bytes are no character.
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32? {
    let first = UInt32(bytes[index])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC0, index + length <= bytes.count else {
      index += 1
      return nil
    }
    var value = first & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    index += length
    return Unicode.Scalar(value).map { ScalarSet.folded($0).value }
  }

  // MARK: States

  private mutating func number(of state: State) -> Int {
    if let known = numbers[state] { return known }
    if table.count >= Self.limit {
      states = [State(places: [0], before: .separator)]
      numbers = [states[0]: 0]
      table = Array(repeating: Self.unknown, count: program.classCount)
      if let known = numbers[state] { return known }
    }
    states.append(state)
    numbers[state] = states.count - 1
    table += Array(repeating: Self.unknown, count: program.classCount)
    return states.count - 1
  }

  private mutating func step(_ number: Int, _ characterClass: Int) -> Int {
    let state = states[number]
    let after = program.kinds[characterClass]
    // A match may begin at every character.
    guard let reached = reached(state.places + [0], before: state.before, after: after) else {
      table[number * program.classCount + characterClass] = Self.found
      return Self.found
    }
    var places: [Int] = []
    for place in reached {
      guard case .scalars(let set) = program.steps[place] else { continue }
      if program.members[set * program.classCount + characterClass] { places.append(place + 1) }
    }
    let generation = states.count
    let next = self.number(of: State(places: places.sorted(), before: after))
    // Where everything was forgotten meanwhile the number names another state.
    if states.count >= generation { table[number * program.classCount + characterClass] = next }
    return next
  }

  /// The places that take a character, reached without taking one; nil where the match is complete.
  private func reached(_ starts: [Int], before: PatternProgram.Kind, after: PatternProgram.Kind) -> [Int]? {
    var seen = Set<Int>()
    var stack = starts
    var takers: [Int] = []
    while let place = stack.popLast() {
      guard seen.insert(place).inserted else { continue }
      switch program.steps[place] {
      case .match: return nil
      case .scalars: takers.append(place)
      case .jump(let target): stack.append(target)
      case .split(let first, let second): stack += [first, second]
      case .assertion(let assertion):
        if Self.holds(assertion, before, after) { stack.append(place + 1) }
      }
    }
    return takers
  }

  private static func holds(
    _ assertion: PatternNode.Assertion, _ before: PatternProgram.Kind, _ after: PatternProgram.Kind
  ) -> Bool {
    switch assertion {
    case .start: before == .separator
    case .end: after == .separator
    case .wordBoundary: (before == .word) != (after == .word)
    case .insideWord: (before == .word) == (after == .word)
    }
  }
}
