/// A thing a line of a page leads to.
struct Link: Hashable, Sendable {
  var kind: Found.Kind
  var id: String
}
