private import Yams

/// Writes `config.yaml`: whole with every key explained, or one key changed and the rest left as it is.
public struct PreferencesWriter: Sendable {
  /// The file, named in errors.
  public let file: String

  /// Writes for a file.
  public init(file: String) { self.file = file }

  /// Every key with its meaning and value; the values of keys that may be missing stand in a comment.
  public func text(of preferences: Preferences) -> String {
    PreferenceKey.allCases.map { key in
      let value = key.value(in: preferences)
      let lines = "# \(key.meaning)\n"
      if !value.isEmpty { return lines + Self.line(key, value) }
      return lines + Self.line(key, Self.example(key)).split(separator: "\n").map { "#\($0)\n" }.joined()
    }.joined(separator: "\n")
  }

  /// A file's text with one change in it; comments and order of all other keys stay.
  public func text(
    _ text: String, with change: PreferenceChange
  ) throws(PreferencesError) -> String {
    let reader = PreferencesReader(file: file)
    var preferences = try reader.read(text)
    let key = change.key(in: preferences)
    preferences.take(change)
    let changed = try replaced(key, with: key.value(in: preferences), in: text)
    // Whatever was not foreseen about the file's form shows here, before it is written.
    guard let read = try? reader.read(changed), read == preferences else {
      throw .unchangeable(file: file, key: key)
    }
    return changed
  }

  private func replaced(_ key: PreferenceKey, with value: String, in text: String) throws(PreferencesError) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let starts = try self.starts(text)
    let new = value.isEmpty ? [] : Self.line(key, value).split(separator: "\n").map(String.init)
    guard let start = starts[key.rawValue] else { return (lines + new).joined(separator: "\n") + "\n" }
    var end = starts.values.filter { $0 > start }.min() ?? lines.count
    // Comments and blank lines right above the next key belong to it.
    while end > start + 1, lines[end - 1].isEmpty || lines[end - 1].hasPrefix("#") { end -= 1 }
    lines.replaceSubrange(start..<end, with: new)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The line of each key, counted from 0.
  private func starts(_ text: String) throws(PreferencesError) -> [String: Int] {
    // The reader has read it a moment ago.
    guard let root = try? Yams.compose(yaml: text), let mapping = root.mapping else { return [:] }
    var starts: [String: Int] = [:]
    for (key, _) in mapping {
      if let name = key.scalar?.string, let line = key.mark?.line { starts[name] = line - 1 }
    }
    return starts
  }

  private static func line(_ key: PreferenceKey, _ value: String) -> String {
    "\(key.rawValue):\(value.hasPrefix("\n") ? "" : " ")\(value)\n"
  }

  private static func example(_ key: PreferenceKey) -> String {
    switch key {
    case .exports: "/home/me/exports"
    case .columns:
      ListName.allCases.map { list in
        "\n  \(list.rawValue): [\(list.columns.map(\.rawValue).joined(separator: ", "))]"
      }.joined()
    case .contexts: "\n  production: {theme: high-contrast, read-only: on}"
    default: ""
    }
  }
}
