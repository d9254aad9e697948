/// A row whose column holds no sensible value: damage, since the tables check types.
struct UnreadableRow: Error {
  var column: String
}
