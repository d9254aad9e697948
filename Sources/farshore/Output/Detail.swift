/// A thing's fields, one a line, for `show` and `create`.
struct Detail {
  private var fields: [(String, String)] = []

  /// Adds a field; empty ones are left out.
  mutating func add(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { fields.append((name, value)) }
  }

  /// Prints the fields, their values aligned.
  func print(to output: Output) throws {
    let width = fields.map(\.0.count).max() ?? 0
    for (name, value) in fields {
      try output.line(name + String(repeating: " ", count: width - name.count + 2) + value)
    }
  }
}
