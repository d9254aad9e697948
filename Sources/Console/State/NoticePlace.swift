internal import Replication

/// What is open when a sentence stands on the message line: with another place it goes.
struct NoticePlace: Hashable, Sendable {
  var scopes: [KeyScope]
  var pages: Int
  var service: ConsoleService
  var tab: ConsoleTab
  var scope: Scope
  var isFiltering: Bool
  var extent: Pane.Extent
}
