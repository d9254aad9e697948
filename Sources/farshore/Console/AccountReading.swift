import Catalog
import CloudWire
import Console
import Replication
import Synchronization

/// Reads a live account behind lists that show what is known meanwhile, and tells the console of what is in the way.
final class AccountReading: Sendable {
  /// What is said while a cloud wants fewer requests.
  static let throttled = "The cloud wants fewer requests; what is asked of it waits and goes on."

  private let mailbox: Mailbox
  private let work = Mutex<Task<Void, Never>?>(nil)

  /// Makes a reading of nothing yet.
  init(mailbox: Mailbox) { self.mailbox = mailbox }

  /// Reads what has become old of an account, also where the console only looks; ends the reading of another one.
  func begin(_ cloud: any ContextCloud) {
    let next = (cloud as? any LiveCloud).map { account in
      RateBudgets.shared.onPause { [mailbox] in mailbox.post(.notice(Notice(Self.throttled, .warning))) }
      account.tellTroubles { [mailbox] in mailbox.post(.looked($0.mapValues { Explanation(of: $0) })) }
      return Task.detached { [mailbox] in await Self.read(account, mailbox) }
    }
    work.withLock {
      $0?.cancel()
      $0 = next
    }
  }

  /// Reads until all of it could be read: what is in the way may go, such as a clock that is wrong, a network that is
  /// missing or a region that is out of reach.
  private static func read(_ account: any LiveCloud, _ mailbox: Mailbox) async {
    var (pause, isRead) = (Duration.seconds(10), false)
    while !Task.isCancelled {
      do {
        if isRead {
          try await account.retryUnreachable()
        } else {
          // A region out of reach is its row's state and throws nothing.
          try await account.freshen()
          (pause, isRead) = (.seconds(10), true)
        }
        if try account.catalog.regions().allSatisfy({ $0.unreachable == nil }) { return }
      } catch {
        if Task.isCancelled { return }
        mailbox.post(.unread(Explanation(of: error)))
      }
      // Who is cancelled reads no more.
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(300))
    }
  }
}
