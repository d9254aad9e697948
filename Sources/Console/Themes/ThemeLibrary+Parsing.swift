public import Canvas
private import Yams

extension ThemeLibrary {
  /// Reads a theme file; `file` is named in errors.
  public static func parse(_ text: String, name: String, file: String) throws(ThemeError) -> Theme {
    let reader = ThemeReader(file: file)
    return try reader.theme(name: name, root: reader.compose(text))
  }
}

/// Walks the nodes of one theme file.
private struct ThemeReader {
  var file: String

  private static let depths: [(key: String, depth: ColourDepth)] = [
    ("256", .full), ("16", .sixteen), ("8", .eight), ("mono", .mono),
  ]

  func compose(_ text: String) throws(ThemeError) -> Node {
    do {
      guard let node = try Yams.compose(yaml: text) else { throw broken(nil, "the file is empty") }
      return node
    } catch let error as YamlError {
      throw ThemeError(error, file: file)
    } catch let error as ThemeError {
      throw error
    } catch {
      throw broken(nil, "\(error)")
    }
  }

  func theme(name: String, root: Node) throws(ThemeError) -> Theme {
    guard let mapping = root.mapping else { throw broken(root, "a theme is a mapping with 'selection' and 'roles'") }
    var theme = Theme(name: name, selection: .row, inks: [:])
    for (key, value) in mapping {
      switch key.string {
      case "selection":
        guard let selection = value.string.flatMap(Theme.Selection.init(rawValue:)) else {
          throw broken(value, "selection is one of row, name, marker")
        }
        theme.selection = selection
      case "roles": theme.inks = try inks(value)
      default: throw broken(key, "'\(key.string ?? "?")' is not known here; a theme has 'selection' and 'roles'")
      }
    }
    guard !theme.inks.isEmpty else { throw broken(root, "'roles' is missing") }
    return theme
  }

  private func inks(_ node: Node) throws(ThemeError) -> [ColourDepth: [Role: Ink]] {
    guard let roles = node.mapping else { throw broken(node, "'roles' is a mapping from roles to inks") }
    var table: [ColourDepth: [Role: Ink]] = [:]
    for (key, value) in roles {
      guard let role = key.string.flatMap(Role.init(rawValue:)) else {
        throw broken(key, "there is no role '\(key.string ?? "?")'")
      }
      for (depth, ink) in try forms(value) { table[depth, default: [:]][role] = ink }
    }
    return table
  }

  private func forms(_ node: Node) throws(ThemeError) -> [ColourDepth: Ink] {
    guard let mapping = node.mapping else { throw broken(node, "write {256: …, 16: …, 8: …, mono: …}") }
    var written: [ColourDepth: Ink] = [:]
    for (key, value) in mapping {
      guard let depth = Self.depths.first(where: { $0.key == key.string })?.depth else {
        throw broken(key, "'\(key.string ?? "?")' is no depth; depths are 256, 16, 8 and mono")
      }
      guard let text = value.scalar?.string else { throw broken(value, "an ink is one line of words") }
      do { written[depth] = try InkParser(depth: depth).parse(text) } catch { throw broken(value, error.text) }
    }
    return filled(written)
  }

  /// A depth that is not written takes the next lower one's form.
  private func filled(_ written: [ColourDepth: Ink]) -> [ColourDepth: Ink] {
    var result = written
    var lower = Ink()
    for (_, depth) in Self.depths.reversed() {
      lower = written[depth] ?? lower
      result[depth] = lower
    }
    return result
  }

  private func broken(_ node: Node?, _ problem: String) -> ThemeError {
    .broken(file: file, line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1, problem: problem)
  }
}

extension ThemeError {
  /// Takes place and problem from the YAML reader's error.
  fileprivate init(_ error: YamlError, file: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self = .broken(file: file, line: mark.line, column: mark.column, problem: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      self = .broken(
        file: file, line: context.mark.line, column: context.mark.column,
        problem: "written twice: \(keys.map { "\($0)" }.joined(separator: ", "))")
    default: self = .broken(file: file, line: 1, column: 1, problem: "\(error)")
    }
  }
}
