/// Reads a regular expression.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try alternatives()
    if position < scalars.count { throw error(.strayGroupEnd) }
    return node
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private func error(_ problem: PatternProblem, at place: Int? = nil) -> PatternError {
    PatternError(position: (place ?? position) + 1, problem: problem)
  }

  private mutating func alternatives() throws(PatternError) -> PatternNode {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" { nodes.append(try repeated(try atom())) }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .nothing : .sequence(nodes)
  }

  private mutating func repeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
    var node = node
    while true {
      if take("*") {
        node = .repeated(node, least: 0, most: nil)
      } else if take("+") {
        node = .repeated(node, least: 1, most: nil)
      } else if take("?") {
        // A second ? only makes a repetition less greedy, which does not matter to whether something matches.
        node = .repeated(node, least: 0, most: 1)
      } else if next == "{" {
        node = try counted(node)
      } else {
        return node
      }
    }
  }

  private mutating func counted(_ node: PatternNode) throws(PatternError) -> PatternNode {
    let start = position
    position += 1
    let least = number()
    var most = least
    if take(",") { most = number() }
    let isUnlimited = most == nil
    guard let least, take("}"), least <= most ?? least, (most ?? least) <= 1_000 else {
      throw error(.badCount, at: start)
    }
    return .repeated(node, least: least, most: isUnlimited ? nil : most)
  }

  private mutating func number() -> Int? {
    var text = ""
    while let scalar = next, ("0"..."9").contains(scalar), text.count < 5 {
      text.unicodeScalars.append(scalar)
      position += 1
    }
    return Int(text)
  }

  private mutating func atom() throws(PatternError) -> PatternNode {
    let start = position
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "(": return try group(start)
    case "[": return .scalars(try characterClass(start))
    case ".": return .scalars(.anything)
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case "\\": return try escaped(start)
    case "*", "+", "?", "{": throw error(.nothingToRepeat, at: start)
    default: return Self.literal(scalar)
    }
  }

  /// A character in the form texts are compared in.
  private static func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    let small = ScalarSet.folded(scalar).value
    return .scalars(ScalarSet([small...small]))
  }

  private mutating func group(_ start: Int) throws(PatternError) -> PatternNode {
    if take("?") {
      guard take(":") else { throw error(.unsupported, at: start) }
    }
    depth += 1
    guard depth <= 100 else { throw error(.tooLarge, at: start) }
    let node = try alternatives()
    guard take(")") else { throw error(.openGroup, at: start) }
    depth -= 1
    return node
  }

  private mutating func escaped(_ start: Int) throws(PatternError) -> PatternNode {
    guard let scalar = next else { throw error(.badEscape, at: start) }
    if let set = Self.named(scalar) {
      position += 1
      return .scalars(set)
    }
    position += 1
    switch scalar {
    case "b": return .assertion(.wordBoundary)
    case "B": return .assertion(.insideWord)
    case "t": return Self.literal("\t")
    case "1"..."9": throw error(.unsupported, at: start)
    case "a"..."z", "A"..."Z", "0": throw error(.badEscape, at: start)
    default: return Self.literal(scalar)
    }
  }

  private static func named(_ scalar: Unicode.Scalar) -> ScalarSet? {
    switch scalar {
    case "d": .digit
    case "D": ScalarSet.digit.inverted
    case "w": .word
    case "W": ScalarSet.word.inverted
    case "s": .space
    case "S": ScalarSet.space.inverted
    default: nil
    }
  }

  private mutating func characterClass(_ start: Int) throws(PatternError) -> ScalarSet {
    let isInverted = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = next, isFirst || scalar != "]" {
      isFirst = false
      position += 1
      if scalar == "\\", let escape = next, let set = Self.named(escape) {
        position += 1
        ranges += set.ranges
        continue
      }
      let lowest = try member(scalar)
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        ranges.append(lowest...lowest)
        continue
      }
      position += 1
      let end = scalars[position]
      position += 1
      let highest = try member(end)
      guard lowest <= highest else { throw error(.emptyRange, at: position - 1) }
      ranges.append(lowest...highest)
    }
    guard take("]") else { throw error(.openClass, at: start) }
    let set = ScalarSet(ranges).folded
    return isInverted ? set.inverted : set
  }

  /// One character of a class, its escape taken away.
  private mutating func member(_ scalar: Unicode.Scalar) throws(PatternError) -> UInt32 {
    guard scalar == "\\" else { return scalar.value }
    guard let escaped = next else { throw error(.badEscape, at: position - 1) }
    position += 1
    let isLetter = ("a"..."z").contains(escaped) || ("A"..."Z").contains(escaped) || ("0"..."9").contains(escaped)
    if escaped == "t" { return 9 }
    guard !isLetter else { throw error(.badEscape, at: position - 2) }
    return escaped.value
  }
}
