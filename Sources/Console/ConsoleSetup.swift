public import Canvas
public import Replication

public import struct Foundation.Date

/// Everything the console is told before its first event; it looks nothing up by itself.
public struct ConsoleSetup: Sendable {
  /// The terminal's size.
  public var size: Size
  /// Unicode or ASCII lines, marks and bars.
  public var glyphs: GlyphSet
  /// The themes that can be chosen; at least one.
  public var themes: [ThemeOffer]
  /// What the operator has settled; kept up to date while the console runs.
  public var preferences: Preferences
  /// The name of the context that is open.
  public var context: String
  /// All contexts, for the picker.
  public var contexts: [ContextEntry]
  /// What the context's provider can do.
  public var profile: ProviderProfile
  /// Who sits here; written into every request by the runner.
  public var requester: Operator
  /// Why every action that changes something is refused in every context; nil leaves it to the preferences.
  public var readOnly: String?
  /// Region and project to begin with; nil opens the picker first (S49).
  public var scope: Scope?
  /// The absolute folder proposed for images (S58).
  public var imagesFolder: String
  /// Seconds east of UTC at a moment, for clock times on the screen.
  public var secondsFromUTC: @Sendable (Date) -> Int
  /// The present moment.
  public var now: Date
  /// What was typed and chosen in former consoles.
  public var history: ConsoleHistory
  /// Notices of the start, such as a broken theme; shown one after the other, the worst first.
  public var notices: [Notice]

  /// Makes a setup; times are shown in UTC unless an offset is injected.
  public init(
    size: Size, glyphs: GlyphSet = .unicode, themes: [ThemeOffer], theme: String? = nil, context: String,
    contexts: [ContextEntry] = [], profile: ProviderProfile = .embedded, requester: Operator,
    preferences: Preferences = Preferences(), readOnly: String? = nil,
    scope: Scope? = nil, imagesFolder: String = "", now: Date, notices: [Notice] = [],
    history: ConsoleHistory = ConsoleHistory(),
    secondsFromUTC: @escaping @Sendable (Date) -> Int = { _ in 0 }
  ) {
    self.size = size
    self.glyphs = glyphs
    self.themes = themes
    self.preferences = preferences
    if let theme { self.preferences.theme = theme }
    self.context = context
    self.contexts = contexts
    self.profile = profile
    self.requester = requester
    self.readOnly = readOnly
    self.scope = scope
    self.imagesFolder = imagesFolder
    self.secondsFromUTC = secondsFromUTC
    self.now = now
    self.notices = notices
    self.history = history
  }

  /// The name of the theme of the context that is open; an unknown one means the first.
  var theme: String { preferences.theme(in: context) }

  /// Why every action that changes something is refused in the context that is open; nil where it is not.
  var readOnlyReason: String? {
    if let readOnly { return readOnly }
    if let settled = preferences.contexts[context]?.readOnly {
      return settled ? "The context \(context) is read-only by config.yaml." : nil
    }
    return preferences.readOnly ? "This console is read-only by config.yaml." : nil
  }
}
