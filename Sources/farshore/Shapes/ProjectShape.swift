import Replication

/// A project, as `--json` prints it.
struct ProjectShape: Encodable {
  var id: String
  var name: String
  var region: String
  var isDefault: Bool

  init(_ project: Project) {
    id = project.id
    name = project.name
    region = project.region
    isDefault = project.isDefault
  }
}
