import Replication

/// A registered server, as `--json` prints it.
struct ServerShape: Encodable {
  var id: String
  var name: String
  var kind: String
  var region: String
  var project: String
  var disks: [DiskShape]

  init(_ server: Server) {
    id = server.id
    name = server.name
    kind = server.kind.rawValue
    region = server.region
    project = server.project
    disks = server.disks.map(DiskShape.init)
  }
}
