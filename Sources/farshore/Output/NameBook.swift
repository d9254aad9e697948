import Catalog
import Replication
import Synchronization

/// The names behind ids, for readers; empty until a context is open, and JSON carries the ids themselves.
final class NameBook: Sendable {
  private let opened = Mutex<(any ContextCloud)?>(nil)

  /// Takes names from a context from now on.
  func open(_ cloud: any ContextCloud) { opened.withLock { $0 = cloud } }

  /// Lets the context go.
  func close() { opened.withLock { $0 = nil } }

  /// The name of a backup, snapshot, vault, image, or of a registered thing; else the text itself.
  func source(_ id: String) -> String {
    look(id) { cloud in
      let catalog = cloud.catalog
      if let name = try catalog.backup(id)?.name ?? catalog.snapshot(id)?.name { return name }
      if let name = try catalog.vault(id)?.name ?? catalog.image(id)?.name { return name }
      return try cloud.registeredName(id)
    }
  }

  /// The name of a project; else the text itself.
  func project(_ id: String) -> String {
    look(id) { try $0.catalog.regions().lazy.flatMap(\.projects).first { $0.id == id }?.name }
  }

  /// The name of a vault; else the text itself.
  func vault(_ id: String) -> String {
    look(id) { try $0.catalog.vault(id)?.name }
  }

  private func look(_ id: String, _ find: (any ContextCloud) throws -> String?) -> String {
    guard let cloud = opened.withLock({ $0 }) else { return id }
    // A catalog that cannot be read must not hide what the line is about: then the id stands.
    let name = (try? find(cloud)) ?? id
    return name.isEmpty ? id : name
  }
}
