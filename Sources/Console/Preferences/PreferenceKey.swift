internal import Replication

/// The keys of `config.yaml`, each with what `farshore config` says of it.
public enum PreferenceKey: String, CaseIterable, Sendable {
  case theme
  case readOnly = "read-only"
  case ascii, mouse, bell, title, clock, poll, notices, lag, exports, columns, contexts

  /// What it settles.
  public var meaning: String {
    switch self {
    case .theme: "the colours; farshore themes list names them, T in the console changes them"
    case .readOnly: "on refuses every action that changes something"
    case .ascii: "on draws lines, marks and bars in ASCII whatever the locale says"
    case .mouse: "on lets a click choose a row and the wheel scroll"
    case .bell: "on rings the terminal's bell when a replication ends"
    case .title: "on lets the terminal's title say what runs and what has ended"
    case .clock: "on repaints clock and ages every minute; off only together with another change, so that rest is rest"
    case .poll: "seconds between two looks for what others have changed, 0.2 to 60"
    case .notices: "seconds a note stays on the message line, 1 to 600; warnings and errors stay twice as long"
    case .lag: "how far behind is too far on the lag board, such as 24h, 90m or 7d; ^O in the console changes it"
    case .exports: "the folder of exported tables, an absolute path; without it, exports beside this file"
    case .columns: "the columns of each list, in order; c in the console chooses them"
    case .contexts: "theme and read-only for one context, instead of the values above"
    }
  }

  /// The value without a word in the file, as it would be written there.
  public var standard: String { value(in: Preferences()) }

  /// The present value as it would be written in the file; empty for none.
  public func value(in preferences: Preferences) -> String {
    switch self {
    case .theme: YAMLText.scalar(preferences.theme)
    case .readOnly: YAMLText.flag(preferences.readOnly)
    case .ascii: YAMLText.flag(preferences.ascii)
    case .mouse: YAMLText.flag(preferences.mouse)
    case .bell: YAMLText.flag(preferences.bell)
    case .title: YAMLText.flag(preferences.title)
    case .clock: YAMLText.flag(preferences.clock)
    case .poll: YAMLText.number(preferences.poll)
    case .notices: YAMLText.number(preferences.notices)
    case .lag: SpanText.typed(preferences.lag)
    case .exports: preferences.exports.map(YAMLText.scalar) ?? ""
    case .columns: Self.block(lists(preferences))
    case .contexts: Self.block(contexts(preferences))
    }
  }

  private func lists(_ preferences: Preferences) -> [String] {
    ListName.allCases.compactMap { list in
      preferences.columns[list].map { "\(list.rawValue): [\($0.map(\.rawValue).joined(separator: ", "))]" }
    }
  }

  private func contexts(_ preferences: Preferences) -> [String] {
    preferences.contexts.sorted { $0.key < $1.key }.map { name, settled in
      let theme = settled.theme.map { "theme: \(YAMLText.scalar($0))" }
      let readOnly = settled.readOnly.map { "read-only: \(YAMLText.flag($0))" }
      return "\(YAMLText.scalar(name)): {\([theme, readOnly].compactMap { $0 }.joined(separator: ", "))}"
    }
  }

  /// Lines beneath the key.
  private static func block(_ lines: [String]) -> String { lines.map { "\n  \($0)" }.joined() }
}
