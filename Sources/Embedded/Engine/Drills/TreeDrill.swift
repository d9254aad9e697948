import Foundation
import Replication

/// Compares a tree that was rebuilt in a scratch folder with its manifest: contents, folders, links.
struct TreeDrill: Sendable {
  private let tree: StoredTree
  private let store: RegionStore
  private let path: String
  private let observer: any TransferObserver

  init(_ tree: StoredTree, of store: RegionStore, path: String, observer: any TransferObserver) {
    self.tree = tree
    self.store = store
    self.path = path
    self.observer = observer
  }

  /// Adds what was compared and what differs.
  func run(_ findings: inout DrillFindings) throws {
    let compared = ResultBox<DrillFindings>()
    try WorkerGroup.run(1) { [self] in compared.put(try compare()) }
    guard let result = compared.take() else { throw TransferStopped.cancelled }
    findings.chunks += result.chunks
    findings.bytes += result.bytes
    findings.problems += result.problems
  }

  private func compare() throws -> DrillFindings {
    let pages = ChunkReader.forPages(store.objects, store.index)
    let head = try pages.treeHead(of: tree)
    let meter = ProgressMeter(observer, phase: .verifying, total: head.content.length)
    var source = TreeDrillSource(try TreeFolder.root(path), head, tree, store)
    var walk = ManifestWalk(head.content)
    var findings = DrillFindings()
    let buffer = ChunkReader.buffer()
    while let step = walk.next(pages) {
      switch step {
      case .chunk(let entry, _):
        let isWhole = try source.fill(buffer, Int(entry.length))
        if !isWhole || ContentHash.of(buffer.prefix(Int(entry.length))) != entry.id {
          findings.problems.append(different(source, entry.id.description))
        }
        findings.chunks += 1
        findings.bytes += entry.length
      case .hole(_, let length):
        if !(try isEmpty(length, of: &source, buffer)) { findings.problems.append(different(source, nil)) }
        findings.bytes += length
      case .broken(let error, _, _): throw error
      case .page, .same: break
      }
      meter.add(logical: step.length)
      try observer.checkpoint()
    }
    try source.finish()
    findings.problems += source.problems.map { place in
      StoreProblem(
        object: "tree \(tree.name)", backup: nil, chunk: nil,
        message: "\(tree.name): \(TreePath.text(place)) was not rebuilt as it was backed up.")
    }
    return findings
  }

  /// Whether the next bytes of the tree are zeros, as a hole's are; what follows the first other one is not read.
  private func isEmpty(
    _ length: Int64, of source: inout TreeDrillSource, _ buffer: AlignedBuffer
  ) throws -> Bool {
    var left = length
    while left > 0 {
      let part = Int(min(left, Int64(Limits.chunk)))
      guard try source.fill(buffer, part), buffer.prefix(part).isZero else { return false }
      left -= Int64(part)
      try observer.checkpoint()
    }
    return true
  }

  private func different(_ source: TreeDrillSource, _ chunk: String?) -> StoreProblem {
    StoreProblem(
      object: "tree \(tree.name)", backup: nil, chunk: chunk,
      message: "\(tree.name): \(TreePath.text(source.place)) is not what was backed up.")
  }
}

extension ManifestWalk.Step {
  /// Logical bytes of the step.
  fileprivate var length: Int64 {
    switch self {
    case .chunk(let entry, _): entry.length
    case .hole(_, let length), .same(_, let length), .broken(_, _, let length): length
    case .page: 0
    }
  }
}
