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
  /// The name of the theme to begin with; an unknown one means the first.
  public var theme: String
  /// The name of the context that is open.
  public var context: String
  /// All contexts, for the picker.
  public var contexts: [ContextEntry]
  /// What the context's provider can do.
  public var profile: ProviderProfile
  /// Who sits here; written into every request by the runner.
  public var requester: Operator
  /// Whether every action that changes something is refused.
  public var readOnly: Bool
  /// Region and project to begin with; nil opens the picker first (S49).
  public var scope: Scope?
  /// The absolute folder proposed for images (S58).
  public var imagesFolder: String
  /// Seconds east of UTC at a moment, for clock times on the screen.
  public var secondsFromUTC: @Sendable (Date) -> Int
  /// The present moment.
  public var now: Date
  /// Notices of the start, such as a broken theme; shown one after the other, the worst first.
  public var notices: [Notice]

  /// Makes a setup; times are shown in UTC unless an offset is injected.
  public init(
    size: Size, glyphs: GlyphSet = .unicode, themes: [ThemeOffer], theme: String = "default", context: String,
    contexts: [ContextEntry] = [], profile: ProviderProfile = .embedded, requester: Operator, readOnly: Bool = false,
    scope: Scope? = nil, imagesFolder: String = "", now: Date, notices: [Notice] = [],
    secondsFromUTC: @escaping @Sendable (Date) -> Int = { _ in 0 }
  ) {
    self.size = size
    self.glyphs = glyphs
    self.themes = themes
    self.theme = theme
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
  }
}
