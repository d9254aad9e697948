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
    let deletion =
      ids.isEmpty ? Deletion() : try await cloud.delete(request, by: requester)
    refused += deletion.refused.map { RefusalShape($0) }
    return try output.deletion(done: deletion.done, refused: refused, word: resolvable.rawValue)
  }
}
