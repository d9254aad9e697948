import Replication
import Synchronization

/// The searches under way; those for a text that is no longer wanted are cut off.
final class Searches: Sendable {
  private let running = Mutex<[(listing: Listing, task: Task<Void, Never>)]>([])

  /// Notes a search.
  func add(_ task: Task<Void, Never>, for listing: Listing) {
    running.withLock { $0.append((listing, task)) }
  }

  /// Cuts off all searches of the same list for something else.
  func cutOff(_ listing: Listing) {
    let former = running.withLock { running in
      let former = running.filter { $0.listing.subject == listing.subject && $0.listing != listing }
      running.removeAll { $0.listing.subject == listing.subject && $0.listing != listing }
      return former
    }
    for search in former { search.task.cancel() }
  }
}
