import Foundation
import Replication

/// A backup or replica, as `--json` prints it; sizes in bytes.
struct BackupShape: Encodable {
  /// The resource it protects.
  struct Resource: Encodable {
    var id: String
    var name: String
    var kind: String
  }
  /// The original of a replica.
  struct Source: Encodable {
    var id: String
    var region: String
  }
  /// A replica of an original.
  struct Replica: Encodable {
    var id: String
    var region: String
    var status: String
  }
  /// A disk it contains.
  struct Part: Encodable {
    var name: String
    var usage: String
    var size: Int64
    var sha256: String?
  }

  var id: String
  var name: String
  var description: String
  var type: String
  var kind: String
  var status: String
  var region: String
  var project: String
  var vault: ReferenceShape
  var resource: Resource
  var size: Int64
  var containsSystemDisk: Bool
  var disks: [Part]
  var createdAt: Date
  var verifiedAt: Date?
  var damagedAt: Date?
  var source: Source?
  var replicas: [Replica]
  var locked: Bool
  var parent: String?
  var openedLive: Bool
  var report: ReadingReport?
  var drill: DrillShape?

  init(_ backup: Backup) {
    id = backup.id
    name = backup.name
    description = backup.description
    type = backup.type.rawValue
    kind = backup.kind.rawValue
    status = backup.status.rawValue
    region = backup.region
    project = backup.project
    vault = ReferenceShape(backup.vault)
    resource = Resource(id: backup.resource.id, name: backup.resource.name, kind: backup.resource.kind.rawValue)
    size = backup.size
    containsSystemDisk = backup.containsSystemDisk ?? false
    disks = backup.disks.map { Part(name: $0.name, usage: $0.usage.rawValue, size: $0.size, sha256: $0.sha256) }
    createdAt = backup.createdAt
    verifiedAt = backup.verifiedAt
    damagedAt = backup.damagedAt
    source = backup.source.map { Source(id: $0.id, region: $0.region) }
    replicas = backup.replicas.map { Replica(id: $0.id, region: $0.region, status: $0.status.rawValue) }
    locked = backup.locked
    parent = backup.parent
    openedLive = backup.openedLive
    report = backup.report
    drill = backup.drill.map(DrillShape.init)
  }
}
