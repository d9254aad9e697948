import Yams

/// One mapping of a YAML file, read key by key, with the place of everything that is wrong.
///
/// Scalars are taken as they were written: a server named `no` or `0x1F` keeps its name.
struct YAMLMap {
  let file: String
  private let mark: Mark?
  private let entries: [String: (key: Node, value: Node)]

  /// Takes a mapping that holds none but these keys.
  init(_ node: Node, file: String, what: String, keys: [String]) throws(ContextError) {
    self.file = file
    mark = node.mark
    guard let mapping = node.mapping else {
      throw Self.broken(file, node.mark, "\(what) must be a list of keys and values")
    }
    var entries: [String: (key: Node, value: Node)] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string, keys.contains(name) else {
        let name = key.scalar.map { "the key \($0.string.debugDescription)" } ?? "this key"
        throw Self.broken(
          file, key.mark ?? node.mark, "\(name) is not known in \(what); known: \(keys.joined(separator: ", "))")
      }
      entries[name] = (key, value)
    }
    self.entries = entries
  }

  /// The text of a key; nil where it is missing or empty.
  func text(_ key: String) throws(ContextError) -> String? {
    guard let entry = entries[key] else { return nil }
    guard let scalar = entry.value.scalar else { throw broken(key, "\(key) must be a single value") }
    let isPlain = scalar.style == .plain || scalar.style == .any
    return isPlain && ["", "~", "null"].contains(scalar.string) ? nil : scalar.string
  }

  /// The text of a key that may not be missing or empty.
  func required(_ key: String) throws(ContextError) -> String {
    guard let text = try text(key), !text.isEmpty else { throw broken(key, "\(key) is missing or empty") }
    return text
  }

  /// An absolute path.
  func path(_ key: String) throws(ContextError) -> String {
    let path = try required(key)
    guard path.hasPrefix("/"), !path.contains("\0") else { throw broken(key, "\(key) must be an absolute path") }
    return path
  }

  func flag(_ key: String, default standard: Bool) throws(ContextError) -> Bool {
    guard let text = try text(key) else { return standard }
    switch text.lowercased() {
    case "on", "true", "yes": return true
    case "off", "false", "no": return false
    default: throw broken(key, "\(key) must be on or off, not \(text.debugDescription)")
    }
  }

  /// A count from 0 on.
  func count(_ key: String) throws(ContextError) -> Int? {
    guard let text = try text(key) else { return nil }
    guard let count = Int(text), count >= 0 else {
      throw broken(key, "\(key) must be a whole number from 0 on, not \(text.debugDescription)")
    }
    return count
  }

  /// How many tasks move at once.
  func transfers() throws(ContextError) -> Int? {
    guard let count = try count("transfers") else { return nil }
    guard ContextSettings.transferCounts.contains(count) else {
      let (least, most) = (ContextSettings.transferCounts.lowerBound, ContextSettings.transferCounts.upperBound)
      throw broken("transfers", "transfers must be a number from \(least) to \(most), not \(count)")
    }
    return count
  }

  /// A number of bytes from 1 on.
  func bytes(_ key: String) throws(ContextError) -> Int64? {
    guard let text = try text(key) else { return nil }
    guard let bytes = ByteQuantity.parse(text), bytes > 0 else {
      throw broken(key, "\(key) must be a size such as 20MiB, not \(text.debugDescription)")
    }
    return bytes
  }

  /// One word of a closed set.
  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, default standard: Word? = nil
  ) throws(ContextError) -> Word where Word.RawValue == String {
    if let standard, try text(key) == nil { return standard }
    let text = try required(key)
    guard let word = Word(rawValue: text) else { throw broken(key, Self.oneOf(key, text, Word.self)) }
    return word
  }

  /// Several words of a closed set; nil where the key is missing.
  func words<Word: RawRepresentable & CaseIterable>(_ key: String) throws(ContextError) -> [Word]?
  where Word.RawValue == String {
    guard entries[key] != nil else { return nil }
    var words: [Word] = []
    for node in try list(key) {
      let text = node.scalar?.string ?? ""
      guard let word = Word(rawValue: text) else {
        throw Self.broken(file, node.mark ?? mark, Self.oneOf(key, text, Word.self))
      }
      words.append(word)
    }
    return words
  }

  /// The elements of a list; none where the key is missing or empty.
  func list(_ key: String) throws(ContextError) -> [Node] {
    guard let entry = entries[key] else { return [] }
    if let sequence = entry.value.sequence { return Array(sequence) }
    guard entry.value.scalar != nil, try text(key) == nil else { throw broken(key, "\(key) must be a list") }
    return []
  }

  /// The mapping under a key; nil where it is missing or empty.
  func map(_ key: String, keys: [String]) throws(ContextError) -> YAMLMap? {
    guard let entry = entries[key] else { return nil }
    if entry.value.scalar != nil, try text(key) == nil { return nil }
    return try YAMLMap(entry.value, file: file, what: key, keys: keys)
  }

  /// The error that something is wrong with a key's value, or with the mapping where the key is missing.
  func broken(_ key: String, _ problem: String) -> ContextError {
    Self.broken(file, entries[key].map { $0.value.mark ?? $0.key.mark ?? mark } ?? mark, problem)
  }

  /// The error that something is wrong at a place; the beginning of the file where none is known.
  static func broken(_ file: String, _ mark: Mark?, _ problem: String) -> ContextError {
    .broken(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, problem: problem)
  }

  private static func oneOf<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ text: String, _ type: Word.Type
  ) -> String where Word.RawValue == String {
    "\(key) must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")), not \(text.debugDescription)"
  }
}
