internal import Replication

/// All fields of one thing, over the list.
struct DetailPage: Sendable {
  /// What it shows.
  var link: Link
  /// The thing; nil until it was looked up.
  var row: Row?
  /// Its tasks.
  var tasks: [CloudTask] = []
  /// The line under the cursor.
  var cursor = 0
  /// Lines scrolled away.
  var scroll = 0
  /// Whether it was looked up and is not there.
  var isGone = false
}
