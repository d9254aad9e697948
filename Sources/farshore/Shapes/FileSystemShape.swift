import Replication

/// A registered file system, as `--json` prints it.
struct FileSystemShape: Encodable {
  var id: String
  var name: String
  var region: String
  var project: String
  var path: String
  var note: String?
  var leftOut: LeftOut?

  init(_ system: FileSystem) {
    id = system.id
    name = system.name
    region = system.region
    project = system.project
    path = system.path
    note = system.note
    leftOut = system.leftOut
  }
}
