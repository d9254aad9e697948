public import Canvas
public import Replication

public import struct Foundation.Date

/// Everything that can happen to the console.
///
/// Every effect with a request number is answered exactly once with the same number, by its own event, by `refused` or
/// by `failed`; answers nobody waits for any more are dropped here.
public enum ConsoleEvent: Sendable {
  /// The first event: answers with the effects that fetch what is shown.
  case started
  /// A key, a paste, a new size, ….
  case input(InputEvent)
  /// The present moment; sent before other events, changes nothing on the screen by itself.
  case clock(Date)
  /// A timer that was asked for has run out.
  case timer(TimerID)
  /// The catalog has changed: what is shown is fetched again.
  case changed
  case regions([Region])
  case counts(ServiceCounts, request: Int)
  case placeCounts([Scope: ServiceCounts], request: Int)
  case rows(ListedRows, request: Int)
  /// Answers `total`.
  case total(Int, request: Int)
  case activity(Activity)
  /// Answers `tasks(touching:)`.
  case tasks([CloudTask], request: Int)
  /// Answers `find`; nil when there is no such thing (any more).
  case found(Found?, request: Int)
  /// Answers `vaults`.
  case vaults([Vault], request: Int)
  case lag([LagFact], request: Int)
  case plan(Plan, request: Int)
  case admitted(Admission, request: Int)
  case deleted(Deletion, request: Int)
  /// Answers `createVault` and `expandVault`.
  case vaultSaved(Vault, request: Int)
  case steered(CloudTask, request: Int)
  /// Answers `policy`.
  case policy(PolicyAnswer, request: Int)
  /// A request that makes one thing was refused, with all reasons.
  case refused([Refusal], request: Int)
  /// Something could not be done at all; without a number it belongs to nothing in particular.
  case failed(Explanation, request: Int?)
  /// A live account cannot be asked at all.
  case unread(Explanation)
  /// Why tasks in flight of a live account cannot be asked, by their ids; empty once all can be again.
  case looked([String: Explanation])
  /// Another context is open now.
  case context(String, ProviderProfile)
  /// The contexts for the picker have changed.
  case contexts([ContextEntry])
  /// What is settled has changed: the preferences, the themes, and why nothing may be changed in any context.
  case settings(Preferences, themes: [ThemeOffer], readOnly: String?)
  /// A sentence for the message line.
  case notice(Notice)
}
