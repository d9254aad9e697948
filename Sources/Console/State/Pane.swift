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
  /// The sources of its ended tasks that the list does not hold, by id; nil inside for those that are gone.
  var sources: [String: Row?] = [:]
  /// The sources that were asked for since the catalog last changed.
  var askedSources: Set<String> = []
  /// Lines scrolled away while it is enlarged.
  var scroll = 0
}
