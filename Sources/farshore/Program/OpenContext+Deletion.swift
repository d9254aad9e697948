import Catalog
import Embedded
import Replication

extension OpenContext {
  /// Deletes what was named; what is not found, locked or needed is refused one by one, the rest is done.
  func delete(
    _ kind: DeletionRequest.Kind, as resolvable: Resolvable, _ names: [String], _ options: DeletionOptions? = nil
  ) async throws -> ExitStatus {
    let resolver = try resolver()
    var ids: [String] = []
    var refused: [RefusalShape] = []
    for name in names {
      switch try resolver.find(name, resolvable, in: options?.region) {
      case .id(let id): if !ids.contains(id) { ids.append(id) }
      case .refused(let refusal): refused.append(refusal)
      }
    }
    let request = DeletionRequest(kind: kind, ids: ids, confirmed: options?.confirm ?? [])
    let labels = try labels(of: ids, kind)
    let deletion =
      ids.isEmpty ? Deletion() : try await cloud.delete(request, by: requester)
    refused += deletion.refused.map { RefusalShape($0) }
    return try output.deletion(done: deletion.done, refused: refused, word: resolvable.rawValue, labels: labels)
  }

  /// Name and region of what is to be deleted, by id: a name alone may be an original's and its replicas'.
  private func labels(of ids: [String], _ kind: DeletionRequest.Kind) throws -> [String: String] {
    try catalog.read { transaction in
      var labels: [String: String] = [:]
      for id in ids {
        let (name, region) =
          switch kind {
          case .backup: try transaction.backup(id).map { ($0.name, $0.region) } ?? ("", "")
          case .snapshot: try transaction.snapshot(id).map { ($0.name, $0.region) } ?? ("", "")
          case .vault: try transaction.vault(id).map { ($0.name, $0.region) } ?? ("", "")
          case .image: try transaction.image(id).map { ($0.name, $0.region) } ?? ("", "")
          }
        if !name.isEmpty { labels[id] = "\(name) in \(region)" }
      }
      return labels
    }
  }
}
