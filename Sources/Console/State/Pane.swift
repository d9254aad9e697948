internal import Replication

/// The replication pane.
struct Pane: Sendable {
  /// How much of the screen it takes.
  enum Extent: Hashable, Sendable {
    case docked, enlarged, hidden
  }

  var extent = Extent.docked
  /// The id whose tasks it follows; nil while there is no row.
  var subject: String?
  /// The tasks that touch it, those in flight first.
  var tasks: [CloudTask] = []
  /// Lines scrolled away while it is enlarged.
  var scroll = 0
}
