import Catalog
import Foundation
import Replication

extension EmbeddedCloud {
  /// Runs queue and schedules until its task is cancelled; then every task is let go after the chunk in hand.
  public func runAgent() async {
    // Commands see that somebody is there and start no worker of their own; without it they start one too many.
    let presence = try? await threads.run { [premises] in try premises.claims.take(.worker, isExclusive: false) }
    crew.startMoving()
    while !Task.isCancelled {
      let next = await policyRound()
      crew.nudge()
      await rest(until: next)
    }
    presence?.release()
    await letGo()
  }

  /// Does for policies what is due now, and says when the next run is.
  ///
  /// What goes wrong is a notice.
  @discardableResult
  func policyRound() async -> Date? {
    do {
      return try await threads.run { [premises] in
        try PolicyAgent(premises: premises, rules: try premises.rules()).round()
      }
    } catch {
      premises.notices.post(Words.line(error))
      return nil
    }
  }

  /// Waits for the next run, for a change of the catalog, or a minute: clocks are set, and policies edited by hand.
  private func rest(until next: Date?) async {
    let wait = min(60, max(0, next?.timeIntervalSince(premises.clock.now) ?? 60))
    let changes = catalog.changes()
    await withTaskGroup(of: Void.self) { group in
      // A sleep ends early only when its task is cancelled, which is what is wanted then.
      group.addTask { try? await Task.sleep(for: .seconds(wait)) }
      group.addTask {
        // While bytes move the catalog changes twice a second; that often nothing is due. Ends early as above.
        try? await Task.sleep(for: .seconds(2))
        for await _ in changes { return }
      }
      await group.next()
      group.cancelAll()
    }
  }
}
