import Foundation
import Replication

/// A snapshot, as `--json` prints it; sizes in bytes.
struct SnapshotShape: Encodable {
  /// What a copy was copied from.
  struct Source: Encodable {
    var id: String
    var region: String
  }

  var id: String
  var name: String
  var state: String
  var percent: Int
  var region: String
  var project: String
  var disk: ReferenceShape
  var usage: String
  var size: Int64
  var sha256: String?
  var createdAt: Date
  var verifiedAt: Date?
  var damagedAt: Date?
  var source: Source?
  var copyingTo: [String]
  var locked: Bool
  var shared: Bool
  var openedLive: Bool
  var drill: DrillShape?

  init(_ snapshot: Snapshot) {
    id = snapshot.id
    name = snapshot.name
    state = snapshot.state.rawValue
    percent = snapshot.percent
    region = snapshot.region
    project = snapshot.project
    disk = ReferenceShape(snapshot.disk)
    usage = snapshot.usage.rawValue
    size = snapshot.size
    sha256 = snapshot.sha256
    createdAt = snapshot.createdAt
    verifiedAt = snapshot.verifiedAt
    damagedAt = snapshot.damagedAt
    source = snapshot.source.map { Source(id: $0.id, region: $0.region) }
    copyingTo = snapshot.copyingTo
    locked = snapshot.locked
    shared = snapshot.shared
    openedLive = snapshot.openedLive
    drill = snapshot.drill.map(DrillShape.init)
  }
}
