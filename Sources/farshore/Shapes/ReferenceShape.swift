import Replication

/// An id with its name, as `--json` prints it.
struct ReferenceShape: Encodable {
  var id: String
  var name: String

  init(_ reference: NamedReference) {
    id = reference.id
    name = reference.name
  }
}
