import Replication

/// A registered disk, as `--json` prints it.
struct DiskShape: Encodable {
  var id: String
  var name: String
  var usage: String
  var path: String
  var region: String
  var project: String
  var server: ReferenceShape?
  var forcedRaw: Bool

  init(_ disk: Disk) {
    id = disk.id
    name = disk.name
    usage = disk.usage.rawValue
    path = disk.path
    region = disk.region
    project = disk.project
    server = disk.server.map(ReferenceShape.init)
    forcedRaw = disk.forcedRaw
  }
}
