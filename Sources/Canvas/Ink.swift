/// How one role looks at one colour depth.
public struct Ink: Hashable, Sendable {
  /// Attributes every terminal can show in some way.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit for each attribute.
    public var rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier or brighter letters.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter letters.
    public static let dim = Attributes(rawValue: 2)
    /// A line under the letters.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 8)
  }

  /// The colour of the letters.
  public var foreground: Colour
  /// The colour behind them.
  public var background: Colour
  /// What else sets the text apart; all there is without colours.
  public var attributes: Attributes

  /// Makes an ink.
  public init(_ foreground: Colour = .standard, on background: Colour = .standard, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}
