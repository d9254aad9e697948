import Foundation
import Replication

/// A region, as `--json` prints it.
struct RegionShape: Encodable {
  var id: String
  var name: String
  var services: [String]
  var replicationCapable: Bool
  var snapshotCopySupported: Bool
  var zone: String
  var projects: [ProjectShape]
  var snapshotQuota: Int?
  var snapshotsUsed: Int
  var unreachable: String?
  var refreshedAt: Date?

  init(_ region: Region) {
    id = region.id
    name = region.name
    services = region.services.map(\.rawValue)
    replicationCapable = region.replicationCapable
    snapshotCopySupported = region.snapshotCopySupported
    zone = region.zone.rawValue
    projects = region.projects.map(ProjectShape.init)
    snapshotQuota = region.snapshotQuota
    snapshotsUsed = region.snapshotsUsed
    unreachable = region.unreachable
    refreshedAt = region.refreshedAt
  }
}
