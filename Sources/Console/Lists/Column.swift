internal import Canvas
internal import Replication

/// A column of a list.
struct Column: Sendable {
  /// What stands in one cell.
  struct Content {
    var text: String
    var role = Role.text

    init(_ text: String, _ role: Role = .text) {
      self.text = text
      self.role = role
    }
  }

  /// What it is called in the configuration; columns that belong together share it.
  var id: ColumnID
  var title: String
  /// The columns it takes, without the gap behind it.
  var width: Int
  var isRight = false
  /// The columns of blank behind it.
  var gap = 2
  /// Small numbers find room first; 0 is always there.
  var priority = 0
  /// Whether it takes the room that is left over.
  var isFlexible = false
  var sort: Listing.Column?
  var content: @Sendable (Row) -> Content
}
