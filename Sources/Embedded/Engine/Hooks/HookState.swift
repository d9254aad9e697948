import Foundation

/// What hooks were told up to now; kept in the home, so that nothing is told twice or lost with an agent.
struct HookState: Codable, Hashable, Sendable {
  /// The end of the last task that was told of, and its id.
  var ended: Date
  var task: String
  /// Tasks that stand still or are interrupted and were told of.
  var stalled: Set<String> = []
  var interrupted: Set<String> = []
  /// Resources and regions that are behind and were told of.
  var late: Set<String> = []
}
