import Foundation
import Replication

@testable import Embedded

/// A source with two disks' and two trees' backups and a target with replicas of the first of each, to be copied for
/// every failure.
struct FailingDiskGround {
  /// What is done while the disk fails.
  enum Work: String, CaseIterable {
    case create, receive, createTree, receiveTree, delete, collect, take, restore, repair
  }

  let shop: Workshop
  let source: RegionStore
  let backups: [StoredBackup]
  let trees: [StoredBackup]
  private let target: String

  init() throws {
    shop = try Workshop(in: Quick.root)
    let (shop, source) = (shop, try shop.store("a"))
    self.source = source
    let shared = Piece.noise(40_000, seed: 1)
    backups = try (0..<2).map { number in
      try shop.back(
        up: [shop.disk("d\(number)", [shared, .hole(4 << 20), .noise(30_000, seed: UInt64(number) + 2)])],
        into: source, as: "b\(number)")
    }
    try shop.folder("share/below")
    try FileManager.default.createSymbolicLink(atPath: shop.path("share/link"), withDestinationPath: "below")
    trees = try (0..<2).map { number in
      for file in 0..<4 {
        try shop.write(
          Piece.noise(9_000, seed: UInt64(file)).bytes ?? Data(), to: "share/below/\(number)-\(file)")
      }
      return try shop.back(upTree: "share", into: source, as: "t\(number)")
    }
    let store = try shop.store("r")
    try shop.replicate(backups[0], from: source, to: store)
    try shop.replicateTree(trees[0], from: source, to: store)
    try shop.back(up: [shop.disk("extra", [.noise(20_000, seed: 9)])], into: store, as: "extra")
    target = store.path
  }

  /// A copy of the target, on which the work is still to be done.
  func copy(_ name: String, for work: Work) throws -> (RegionStore, ScriptedCalls) {
    let path = shop.path(name)
    try FileManager.default.copyItem(atPath: target, toPath: path)
    let calls = ScriptedCalls()
    let store = try RegionStore.open(at: path, home: home(work), calls: calls)
    if work == .collect { try store.removeBackup("extra") }
    if work == .repair { try damage(store) }
    return (store, calls)
  }

  /// Who does the work: an import is another home's.
  func home(_ work: Work) -> String { work == .take ? "other" : "home" }

  /// Flips a byte of the longest pack.
  private func damage(_ store: RegionStore) throws {
    let url = URL(fileURLWithPath: "\(store.path)/\(try shop.longestPack(of: store))")
    var bytes = try Data(contentsOf: url)
    bytes[200] ^= 1
    try bytes.write(to: url)
  }

  func perform(_ work: Work, _ store: RegionStore, _ calls: any FileCalls) throws {
    switch work {
    case .create: try shop.back(up: [shop.input("d1")], into: store, as: "b1")
    case .receive: try shop.replicate(backups[1], from: source, to: store)
    case .createTree: try shop.back(upTree: "share", into: store, as: "t1")
    case .receiveTree: try shop.replicateTree(trees[1], from: source, to: store)
    case .delete: try store.removeBackup("extra")
    case .collect: _ = try store.collect(dryRun: false)
    case .take:
      try store.take(for: "other")
      if !store.isWritable { throw StoreError.ownedByAnother(path: store.path, owner: "home") }
    case .restore: try restore(store, calls)
    case .repair:
      let (_, left) = try store.repair(from: [source], observer: Quiet()) { _ in }
      if !left.isEmpty { throw StoreError.damaged(object: store.path, chunk: nil, reason: "\(left)") }
    }
  }

  private func restore(_ store: RegionStore, _ calls: any FileCalls) throws {
    let path = shop.path("image-\(UUID().uuidString)")
    _ = try store.restore(backups[0].disks[0], to: path, observer: Quiet(), calls: calls)
    guard try Data(contentsOf: URL(fileURLWithPath: path)) == shop.bytes("d0") else {
      throw StoreError.damaged(object: path, chunk: nil, reason: "another disk was restored")
    }
    try FileManager.default.removeItem(atPath: path)
  }

  /// Images that were left half-written.
  func partialImages() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: shop.folder).filter { $0.hasPrefix("image-") }
  }
}
