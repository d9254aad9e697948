import Foundation
import Replication
import Synchronization

/// The stores of a context's regions: opened on first use, looked at again whenever they are needed.
final class RegionStores: Sendable {
  private struct Opened {
    var store: RegionStore
    var device: UInt
    var inode: UInt
  }

  private struct State {
    var paths: [String: String]
    var opened: [String: Opened] = [:]
  }

  private let state: Mutex<State>
  private let homeID: String
  private let calls: any FileCalls
  private let lookUp: @Sendable () throws -> [RegionEntry]

  /// - Parameter lookUp: Reads the regions of the context file: other processes add some.
  init(
    homeID: String, entries: [RegionEntry], calls: any FileCalls,
    lookUp: @escaping @Sendable () throws -> [RegionEntry]
  ) {
    self.homeID = homeID
    self.calls = calls
    self.lookUp = lookUp
    state = Mutex(State(paths: Dictionary(entries.map { ($0.id, $0.store) }) { first, _ in first }))
  }

  /// The store of a region, for reading.
  func readable(_ region: String) throws(EngineError) -> RegionStore {
    guard let path = path(of: region) else {
      throw .storeUnreachable(region: region, reason: "the context names no store for it.")
    }
    guard let identity = Self.identity(path) else {
      state.withLock { $0.opened[region] = nil }
      throw .storeUnreachable(region: region, reason: "\(path) is not there.")
    }
    if let known = state.withLock({ $0.opened[region] }), known.device == identity.device,
      known.inode == identity.inode, known.store.path == path
    {
      return known.store
    }
    let store = try open(region, path)
    state.withLock {
      $0.opened[region] = Opened(store: store, device: identity.device, inode: identity.inode)
    }
    return store
  }

  /// The store of a region, for writing.
  func writable(_ region: String) throws(EngineError) -> RegionStore {
    var store = try readable(region)
    if !store.isWritable {
      // Another process of this home may have taken it since it was opened.
      state.withLock { $0.opened[region] = nil }
      store = try readable(region)
    }
    if !store.isWritable { throw .storeNotWritable(region: region, reason: Self.unwritable(store.path)) }
    return store
  }

  /// Why a region cannot be used fully just now, in words; nil when it can.
  func trouble(_ region: String) -> String? {
    do {
      _ = try writable(region)
      return nil
    } catch .storeUnreachable(_, let reason), .storeNotWritable(_, let reason) {
      return reason
    } catch {
      return Words.line(error)
    }
  }

  /// Notes where a new region's store lies.
  func add(_ region: String, path: String) { state.withLock { $0.paths[region] = path } }

  private func path(of region: String) -> String? {
    if let path = state.withLock({ $0.paths[region] }) { return path }
    // A context file that cannot be read just now names no new regions; whoever opens it is told why.
    guard let entries = try? lookUp() else { return nil }
    return state.withLock { state in
      for entry in entries { state.paths[entry.id] = entry.store }
      return state.paths[region]
    }
  }

  private func open(_ region: String, _ path: String) throws(EngineError) -> RegionStore {
    let store: RegionStore
    do {
      store = try RegionStore.open(at: path, home: homeID, calls: calls)
    } catch {
      throw .storeUnreachable(region: region, reason: Words.line(error))
    }
    guard store.regionID == region else {
      throw .storeUnreachable(region: region, reason: "\(path) is the store of \(store.regionID).")
    }
    return store
  }

  private static func unwritable(_ path: String) -> String {
    // Taking a store over is no help where the disk itself permits no writing.
    access(path, W_OK) == 0
      ? "\(path) belongs to another home; farshore store import --take \(path) makes it this one's."
      : "\(path) cannot be written; check mount options and permissions of the store."
  }

  private static func identity(_ path: String) -> (device: UInt, inode: UInt)? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return (UInt(status.st_dev), UInt(status.st_ino))
  }
}
