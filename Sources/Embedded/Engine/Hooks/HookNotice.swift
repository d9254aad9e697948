import Foundation
import Replication

/// What a hook is given as JSON.
struct HookNotice: Codable, Hashable, Sendable {
  /// A task it is about.
  struct Task: Codable, Hashable, Sendable {
    var id: String
    var type: String
    var status: String
    var source: TaskEndpoint?
    var target: TaskEndpoint?
    var trigger: String
    var requestedBy: String
    var percent: Int
    var error: String?
  }

  /// A region that is behind.
  struct Lag: Codable, Hashable, Sendable {
    var resource: String
    var type: String
    var origin: String
    var region: String?
    var seconds: Double?
    var objectiveSeconds: Double
    var forecast: String
  }

  var event: HookEvent
  var context: String
  var date: Date
  var task: Task?
  var lag: Lag?

  /// Tells of a task.
  init(_ event: HookEvent, _ task: CloudTask, context: String, date: Date) {
    self.event = event
    self.context = context
    self.date = date
    self.task = Task(
      id: task.id, type: task.type.rawValue, status: task.status.rawValue, source: task.source, target: task.target,
      trigger: task.trigger.rawValue, requestedBy: task.requestedBy.description, percent: task.percent,
      error: task.error)
  }

  /// Tells of a region that is behind.
  init(_ row: LagLine, objective: Double, context: String, date: Date) {
    event = .lag
    self.context = context
    self.date = date
    lag = Lag(
      resource: row.fact.resource.name, type: row.fact.type.rawValue, origin: row.fact.origin,
      region: row.fact.region, seconds: row.lag, objectiveSeconds: objective, forecast: row.forecast(now: date))
  }

  /// One JSON object; dates as ISO 8601.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }
}
