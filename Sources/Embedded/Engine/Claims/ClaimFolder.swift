import CStorage
import Foundation

/// The claims of a context: one lock file a task, and a few with fixed names.
struct ClaimFolder: Sendable {
  /// The folder, which exists.
  let path: String

  /// Names of claims that are no task's.
  enum Fixed: String {
    /// Shared by everything that changes a store and the catalog together, exclusive to reconciliation.
    case publication
    /// Exclusive to whoever writes a vault's row into its store.
    case vaults
    /// Shared by detached workers; spawning looks whether anybody holds it.
    case worker
    /// Exclusive to the agent that tells the hooks.
    case hooks
  }

  /// Claims a task; nil while anybody holds it.
  func take(_ id: String) throws(EngineError) -> Claim? { try lock(id, isExclusive: true, waits: false) }

  /// Claims a fixed name; nil only where it does not wait and somebody holds it.
  func take(_ name: Fixed, isExclusive: Bool, waits: Bool = true) throws(EngineError) -> Claim? {
    try lock(name.rawValue, isExclusive: isExclusive, waits: waits)
  }

  /// Runs `body` while changes of stores are allowed, beside others that do so.
  func publishing<T>(_ body: () throws -> T) throws -> T {
    let claim = try take(.publication, isExclusive: false)
    defer { claim?.release() }
    return try body()
  }

  /// Runs `body` while nobody changes a store and the catalog together.
  func reconciling<T>(_ body: () throws -> T) throws -> T {
    let claim = try take(.publication, isExclusive: true)
    defer { claim?.release() }
    return try body()
  }

  private func lock(_ name: String, isExclusive: Bool, waits: Bool) throws(EngineError) -> Claim? {
    let file = path + "/" + name
    while true {
      let descriptor = try LockFile.open(file)
      guard cs_lock(descriptor, isExclusive ? 1 : 0, waits ? 1 : 0) == 0 else {
        let reason = errnoNow()
        // The lock was not taken, so a failing close loses nothing.
        _ = close(descriptor)
        if reason == EWOULDBLOCK { return nil }
        throw .io(operation: "lock", path: file, errno: reason)
      }
      // Its last holder may have removed the file between our opening and locking: then ours is nobody's.
      if Claim.isSame(descriptor, file) { return Claim(path: file, descriptor: descriptor) }
      _ = close(descriptor)
    }
  }
}
