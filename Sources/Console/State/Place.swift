internal import Replication

/// A place to come back to.
struct Place: Sendable {
  var scope: Scope
  var service: ConsoleService
  var tab: ConsoleTab
  var listing: Listing
  /// The filter as it was typed.
  var typed: String
  var row: String?
}
