import Embedded
import Replication

extension EmbeddedCloud: ContextCloud {
  /// The catalog is never behind: whoever changes a store changes it too.
  func freshen() async throws {}

  /// The name of a registered server, disk or file system.
  func registeredName(_ id: String) throws -> String? {
    if let name = try servers().first(where: { $0.id == id })?.name { return name }
    if let name = try disks().first(where: { $0.id == id })?.name { return name }
    return try fileSystems().first { $0.id == id }?.name
  }
}
