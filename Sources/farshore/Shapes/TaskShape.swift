import Foundation
import Replication

/// A task, as `--json` prints it; sizes in bytes, the rate in bytes a second.
struct TaskShape: Encodable {
  /// One end of a task.
  struct Endpoint: Encodable {
    var id: String
    var name: String
    var region: String
    var vault: String?

    init(_ endpoint: TaskEndpoint) {
      id = endpoint.id
      name = endpoint.name
      region = endpoint.region
      vault = endpoint.vault
    }
  }

  var id: String
  var type: String
  var status: String
  var phase: String
  var source: Endpoint?
  var target: Endpoint?
  var trigger: String
  var `operator`: String
  var percent: Int
  var bytesTotal: Int64
  /// Nil where a live cloud says percents only.
  var bytesDone: Int64?
  var bytesTransferred: Int64?
  var rate: Int64?
  var etaSeconds: Int64?
  var createdAt: Date
  var startedAt: Date?
  var endedAt: Date?
  var error: String?
  var note: String?
  var parent: String?
  var retries: Int

  init(_ task: CloudTask) {
    id = task.id
    type = task.type.rawValue
    status = task.status.rawValue
    phase = task.phase.rawValue
    source = task.source.map(Endpoint.init)
    target = task.target.map(Endpoint.init)
    trigger = task.trigger.rawValue
    self.operator = task.requestedBy.description
    percent = task.percent
    bytesTotal = task.bytesTotal
    bytesDone = task.bytesTransferred == nil ? nil : task.bytesDone
    bytesTransferred = task.bytesTransferred
    rate = task.rate.map(Self.whole)
    etaSeconds = task.etaSeconds.map(Self.whole)
    createdAt = task.createdAt
    startedAt = task.startedAt
    endedAt = task.endedAt
    error = task.error
    note = task.note
    parent = task.parent
    retries = task.retries
  }

  /// The nearest whole number; what no integer can hold is clamped, for a rate may be read from a damaged catalog.
  private static func whole(_ number: Double) -> Int64 {
    number.isFinite ? Int64(max(-9e18, min(9e18, number)).rounded()) : 0
  }
}
