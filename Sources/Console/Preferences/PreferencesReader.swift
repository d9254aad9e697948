internal import Replication
private import Yams

/// Reads `config.yaml`; whatever is wrong is told with its file, line and column.
public struct PreferencesReader: Sendable {
  /// The file, named in errors.
  public let file: String

  /// Reads for a file.
  public init(file: String) { self.file = file }

  /// The preferences of a file's text; an empty file settles nothing.
  public func read(_ text: String) throws(PreferencesError) -> Preferences {
    var preferences = Preferences()
    guard let root = try compose(text) else { return preferences }
    let isEmpty = root.scalar.map { ["", "~", "null"].contains($0.string) } ?? false
    if isEmpty { return preferences }
    for (key, value) in try mapping(root, "config.yaml") {
      let name = key.scalar?.string ?? "?"
      guard let known = PreferenceKey(rawValue: name) else {
        let keys = PreferenceKey.allCases.map(\.rawValue).joined(separator: ", ")
        throw broken(key, "the key \(name.debugDescription) is not known here; known: \(keys)")
      }
      try take(known, value, &preferences)
    }
    return preferences
  }

  private func compose(_ text: String) throws(PreferencesError) -> Node? {
    do { return try Yams.compose(yaml: text) } catch {
      guard let error = error as? YamlError else { throw broken(nil, "the file cannot be read as YAML") }
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw .broken(file: file, line: mark.line, column: mark.column, problem: problem)
      case .duplicatedKeysInMapping(let keys, let context):
        throw .broken(
          file: file, line: context.mark.line, column: context.mark.column,
          problem: "\(keys.joined(separator: ", ")) stands there twice")
      default: throw broken(nil, "the file cannot be read as YAML")
      }
    }
  }

  private func take(
    _ key: PreferenceKey, _ value: Node, _ preferences: inout Preferences
  ) throws(PreferencesError) {
    // A key without a value keeps its default, as if it were not there.
    if let scalar = value.scalar, scalar.style == .plain || scalar.style == .any,
      ["", "~", "null"].contains(scalar.string)
    {
      return
    }
    switch key {
    case .theme: preferences.theme = try text(value, key.rawValue)
    case .readOnly: preferences.readOnly = try flag(value, key.rawValue)
    case .ascii: preferences.ascii = try flag(value, key.rawValue)
    case .mouse: preferences.mouse = try flag(value, key.rawValue)
    case .bell: preferences.bell = try flag(value, key.rawValue)
    case .title: preferences.title = try flag(value, key.rawValue)
    case .clock: preferences.clock = try flag(value, key.rawValue)
    case .poll: preferences.poll = try number(value, key.rawValue, 0.2...60)
    case .notices: preferences.notices = try number(value, key.rawValue, 1...600)
    case .lag:
      let span = try text(value, key.rawValue)
      guard let seconds = SpanText.parse(span) else {
        throw broken(value, "lag must be an age such as 24h, 90m or 7d, not \(span.debugDescription)")
      }
      preferences.lag = seconds
    case .exports:
      let path = try text(value, key.rawValue)
      guard path.hasPrefix("/"), !path.contains("\0") else { throw broken(value, "exports must be an absolute path") }
      preferences.exports = path
    case .columns: preferences.columns = try columns(value)
    case .contexts: preferences.contexts = try contexts(value)
    }
  }

  // MARK: Lists and contexts

  private func columns(_ node: Node) throws(PreferencesError) -> [ListName: [ColumnID]] {
    var columns: [ListName: [ColumnID]] = [:]
    for (key, value) in try mapping(node, "columns") {
      guard let list = key.scalar.flatMap({ ListName(rawValue: $0.string) }) else {
        let lists = ListName.allCases.map(\.rawValue).joined(separator: ", ")
        throw broken(key, "\(key.scalar?.string.debugDescription ?? "this") is no list; lists: \(lists)")
      }
      columns[list] = try chosen(value, of: list)
    }
    return columns
  }

  private func chosen(_ node: Node, of list: ListName) throws(PreferencesError) -> [ColumnID] {
    guard let sequence = node.sequence else { throw broken(node, "\(list.rawValue) must be a list of columns") }
    var chosen: [ColumnID] = []
    for entry in sequence {
      guard let column = entry.scalar.flatMap({ ColumnID(rawValue: $0.string) }), list.columns.contains(column) else {
        let known = list.columns.map(\.rawValue).joined(separator: ", ")
        let name = entry.scalar?.string.debugDescription ?? "this"
        throw broken(entry, "\(list.rawValue) have no column \(name); columns: \(known)")
      }
      guard !chosen.contains(column) else { throw broken(entry, "\(column.rawValue) stands there twice") }
      chosen.append(column)
    }
    guard chosen.contains(.name) else { throw broken(node, "\(list.rawValue) cannot do without the column name") }
    return chosen
  }

  private func contexts(_ node: Node) throws(PreferencesError) -> [String: Preferences.ContextPreferences] {
    var contexts: [String: Preferences.ContextPreferences] = [:]
    for (key, value) in try mapping(node, "contexts") {
      guard let name = key.scalar?.string, !name.isEmpty else { throw broken(key, "this is no name of a context") }
      var settled = Preferences.ContextPreferences()
      for (key, value) in try mapping(value, name) {
        switch key.scalar?.string {
        case "theme": settled.theme = try text(value, "theme")
        case "read-only": settled.readOnly = try flag(value, "read-only")
        default:
          let name = key.scalar?.string.debugDescription ?? "this key"
          throw broken(key, "the key \(name) is not known in a context; known: theme, read-only")
        }
      }
      contexts[name] = settled
    }
    return contexts
  }

  // MARK: Values

  private func mapping(_ node: Node, _ what: String) throws(PreferencesError) -> Node.Mapping {
    guard let mapping = node.mapping else { throw broken(node, "\(what) must be a list of keys and values") }
    return mapping
  }

  private func text(_ node: Node, _ key: String) throws(PreferencesError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else { throw broken(node, "\(key) must be a single value") }
    return text
  }

  private func flag(_ node: Node, _ key: String) throws(PreferencesError) -> Bool {
    let text = node.scalar?.string ?? ""
    switch text.lowercased() {
    case "on", "true", "yes": return true
    case "off", "false", "no": return false
    default: throw broken(node, "\(key) must be on or off, not \(text.debugDescription)")
    }
  }

  private func number(_ node: Node, _ key: String, _ range: ClosedRange<Double>) throws(PreferencesError) -> Double {
    let text = node.scalar?.string ?? ""
    guard let number = Double(text), range.contains(number) else {
      let (least, most) = (YAMLText.number(range.lowerBound), YAMLText.number(range.upperBound))
      throw broken(node, "\(key) must be a number from \(least) to \(most), not \(text.debugDescription)")
    }
    return number
  }

  private func broken(_ node: Node?, _ problem: String) -> PreferencesError {
    .broken(file: file, line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1, problem: problem)
  }
}
