/// Where a window onto a listing lies.
public enum Anchor: Codable, Hashable, Sendable {
  /// The rows from this index on, counted from 0; past the end means the last rows.
  case offset(Int)
  /// The rows around the row of this id; falls back to the top when it is not listed.
  case around(String)
}
