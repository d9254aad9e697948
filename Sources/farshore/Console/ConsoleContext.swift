import Catalog
import Embedded

/// A context that is open in the console: where it reads, and where it writes.
struct ConsoleContext: Sendable {
  /// The context's name.
  let name: String
  /// The engine, which also moves bytes, or a live account.
  let cloud: any ContextCloud

  /// What is and what happened.
  var catalog: Catalog { cloud.catalog }

  /// Opens a context; nothing is moved yet, and nothing waits for a network.
  static func open(home: Home, name: String) throws -> ConsoleContext {
    ConsoleContext(name: name, cloud: try Providers.open(home: home, file: ContextFiles(home: home).load(name)))
  }
}
