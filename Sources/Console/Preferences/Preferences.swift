/// What an operator has settled about the console, as `config.yaml` keeps it.
public struct Preferences: Hashable, Sendable {
  /// What is settled for one context alone; nil leaves it to the rest of the file.
  public struct ContextPreferences: Hashable, Sendable {
    /// The theme shown while the context is open.
    public var theme: String?
    /// Whether the context is only looked at.
    public var readOnly: Bool?

    /// Makes the preferences of a context.
    public init(theme: String? = nil, readOnly: Bool? = nil) {
      self.theme = theme
      self.readOnly = readOnly
    }
  }

  /// The theme's name.
  public var theme = "default"
  /// Whether every action that changes something is refused.
  public var readOnly = false
  /// Whether lines, marks and bars are ASCII whatever the locale says.
  public var ascii = false
  /// Whether the mouse is listened to.
  public var mouse = false
  /// Whether the terminal rings when a replication ends.
  public var bell = true
  /// Whether the terminal's title says what runs and what has ended.
  public var title = true
  /// Whether the clock and the ages go on by the minute though nothing else changes.
  public var clock = false
  /// Seconds between two looks for what other processes have changed.
  public var poll = 1.0
  /// Seconds a note stays on the message line; warnings and errors stay twice as long.
  public var notices = 6.0
  /// Seconds a region may be behind on the lag board.
  public var lag = 86_400.0
  /// The folder of exported tables; nil means `exports` beside the file.
  public var exports: String?
  /// The columns of lists whose columns were chosen.
  public var columns: [ListName: [ColumnID]] = [:]
  /// What is settled for single contexts.
  public var contexts: [String: ContextPreferences] = [:]

  /// The preferences of an operator who has settled nothing.
  public init() {}

  /// The theme of a context.
  func theme(in context: String) -> String { contexts[context]?.theme ?? theme }

  /// Takes a change in.
  public mutating func take(_ change: PreferenceChange) {
    switch change {
    case .theme(let name, let context):
      if let context, contexts[context]?.theme != nil { contexts[context]?.theme = name } else { theme = name }
    case .columns(let list, let chosen): columns[list] = chosen
    case .lag(let seconds): lag = seconds
    }
  }
}
