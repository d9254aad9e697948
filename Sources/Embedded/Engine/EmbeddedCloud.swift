public import Catalog
public import Replication

/// The cloud in this process: region stores in folders, real bytes moved by threads of its own.
///
/// Several instances, in this and other processes, work on one home: they share the catalog, and kernel file locks
/// divide the tasks between them.
public final class EmbeddedCloud: Cloud, Sendable {
  let premises: Premises
  let threads = EngineThreads()
  let crew: MoverCrew

  init(premises: Premises) {
    self.premises = premises
    crew = MoverCrew(premises: premises)
  }

  deinit { crew.stopMoving() }

  /// What is and what happened; the reading side.
  public var catalog: Catalog { premises.catalog }

  /// The name of the context.
  public var context: String { premises.context }

  /// What an operator should know: a rebuilt catalog, unreadable records, trouble while moving.
  public var notices: [String] { premises.notices.all }

  /// The notices that are posted from now on, each text once.
  public func newNotices() -> AsyncStream<String> { premises.notices.news() }

  /// What this engine can do, with the settings of the context.
  public var profile: ProviderProfile {
    // A context file that cannot be read just now leaves the defaults; every request reads it again and says so.
    (try? premises.rules().profile) ?? .embedded
  }
}
