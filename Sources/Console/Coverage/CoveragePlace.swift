/// Where the operator is in the coverage matrix; the row is the list's.
struct CoveragePlace: Hashable, Sendable {
  /// The position of the region under the cursor.
  var column = 0
  /// The position of the first region on the screen.
  var first = 0
  /// Whether a row is a resource rather than a backup.
  var byResource = false
}
