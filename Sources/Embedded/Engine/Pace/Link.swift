/// A way between two regions, which may be limited in rate.
struct Link: Hashable, Sendable {
  /// The id of the region the bytes leave.
  let source: String
  /// The id of the region they go to.
  let destination: String

  /// A file name for it; ids of regions hold no `_`.
  var fileName: String { "\(source)_\(destination)" }
}
