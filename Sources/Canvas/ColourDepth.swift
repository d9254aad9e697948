/// How many colours a terminal can show.
public enum ColourDepth: Int, Sendable, CaseIterable, Comparable {
  case mono = 0
  case eight = 8
  case sixteen = 16
  case full = 256

  /// Orders depths by their number of colours.
  public static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rawValue < right.rawValue }
}
