internal import Canvas

/// A piece of a line of the enlarged pane that has its fixed place, so that a change of one does not move the others.
struct PanePart: Sendable {
  var column: Int
  var width: Int
  var text: String
  var role = Role.text
  var isRight = false
}
