/// A regular expression as steps, and the classes of characters that no step tells apart.
struct PatternProgram: Hashable, Sendable {
  /// One step.
  enum Step: Hashable, Sendable {
    /// Takes a character of the set of this number.
    case scalars(Int)
    case assertion(PatternNode.Assertion)
    case jump(Int)
    /// Goes on at both places.
    case split(Int, Int)
    case match
  }

  /// What a character is to an assertion.
  enum Kind: UInt8, Hashable, Sendable {
    case separator, word, other
  }

  private(set) var steps: [Step] = []
  private var sets: [ScalarSet] = []
  /// Where classes of characters begin, in order.
  private(set) var boundaries: [UInt32] = []
  /// The class of every ASCII character, capitals like small letters.
  private(set) var asciiClasses: [Int] = []
  /// What the characters of a class are.
  private(set) var kinds: [Kind] = []
  /// Whether a set has a class: set number times classes plus class.
  private(set) var members: [Bool] = []

  init(_ node: PatternNode) throws(PatternError) {
    try add(node)
    try append(.match)
    divide()
  }

  var classCount: Int { boundaries.count }

  /// The class of a character beyond ASCII.
  func characterClass(_ value: UInt32) -> Int {
    var low = 0
    var high = boundaries.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if boundaries[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Steps

  private mutating func append(_ step: Step) throws(PatternError) {
    guard steps.count < 10_000 else { throw PatternError(position: 1, problem: .tooLarge) }
    steps.append(step)
  }

  private mutating func add(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .nothing: break
    case .scalars(let set): try append(.scalars(number(of: set)))
    case .assertion(let assertion): try append(.assertion(assertion))
    case .sequence(let nodes): for node in nodes { try add(node) }
    case .alternatives(let nodes): try addAlternatives(nodes)
    case .repeated(let node, let least, let most):
      for _ in 0..<least { try add(node) }
      if let most {
        for _ in least..<most { try addOptional(node) }
      } else {
        try addLoop(node)
      }
    }
  }

  private mutating func addAlternatives(_ nodes: [PatternNode]) throws(PatternError) {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      let split = steps.count
      if index < nodes.count - 1 { try append(.jump(0)) }
      try add(node)
      guard index < nodes.count - 1 else { break }
      jumps.append(steps.count)
      try append(.jump(0))
      steps[split] = .split(split + 1, steps.count)
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func addOptional(_ node: PatternNode) throws(PatternError) {
    let split = steps.count
    try append(.jump(0))
    try add(node)
    steps[split] = .split(split + 1, steps.count)
  }

  private mutating func addLoop(_ node: PatternNode) throws(PatternError) {
    let split = steps.count
    try append(.jump(0))
    try add(node)
    try append(.jump(split))
    steps[split] = .split(split + 1, steps.count)
  }

  private mutating func number(of set: ScalarSet) -> Int {
    if let known = sets.firstIndex(of: set) { return known }
    sets.append(set)
    return sets.count - 1
  }

  // MARK: Classes

  private mutating func divide() {
    var starts: Set<UInt32> = [0, 0x1F, 0x20]
    for range in (sets + [.word]).flatMap(\.ranges) {
      starts.insert(range.lowerBound)
      starts.insert(range.upperBound + 1)
    }
    boundaries = starts.filter { $0 <= ScalarSet.last }.sorted()
    kinds = boundaries.map { $0 == 0x1F ? .separator : ScalarSet.word.contains($0) ? .word : .other }
    members = sets.flatMap { set in boundaries.map { set.contains($0) } }
    asciiClasses = (0..<128).map { value in
      characterClass((65...90).contains(value) ? UInt32(value + 32) : UInt32(value))
    }
  }
}
