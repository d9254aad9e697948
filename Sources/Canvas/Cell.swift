/// One cell of a frame: a scalar, at most one combining mark, and a style.
public struct Cell: Hashable, Sendable {
  /// The base character; always printable, never a control character.
  public var scalar: Unicode.Scalar
  /// A combining mark on it; nil for most cells.
  public var mark: Unicode.Scalar?
  /// Columns taken: 1 or 2; 0 marks the right half of a wide character.
  public var width: UInt8
  /// Role and selection.
  public var style: Style

  /// Makes a cell.
  public init(_ scalar: Unicode.Scalar, mark: Unicode.Scalar? = nil, width: UInt8 = 1, style: Style = .text) {
    self.scalar = scalar
    self.mark = mark
    self.width = width
    self.style = style
  }

  /// An empty cell.
  public static let blank = Cell(" ")
}
