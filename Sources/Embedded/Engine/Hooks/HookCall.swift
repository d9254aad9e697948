import Dispatch
import Foundation
import Replication
import Synchronization

/// Tells one hook of one notice: JSON on standard input or as a request's body, nothing of our environment, no shell.
struct HookCall {
  /// How long a hook may take, in seconds.
  static let patience: Double = 30

  let hook: Hook
  let notice: HookNotice
  /// What posts to addresses; nil where nothing does.
  var webhooks: (any WebhookSender)?

  /// Tells it; throws where it could not be told, or said that it was not.
  func run(isOver: () -> Bool = { false }) throws {
    let json = try notice.json()
    switch hook.target {
    case .command(let words): try run(ChildProgram(path: words[0], arguments: Array(words.dropFirst())), json, isOver)
    case .webhook(let address):
      guard let webhooks else { throw EngineError.notYet(feature: "Calling webhooks without a network") }
      try wait(isOver) { try await webhooks.post(json, to: address) }
    }
  }

  private func run(_ program: ChildProgram, _ input: [UInt8], _ isOver: () -> Bool) throws {
    let start = ContinuousClock.now
    let ending = try program.run(input: input) {
      if isOver() || ContinuousClock.now - start > .seconds(Self.patience) { throw tookTooLong(program.path) }
    }
    guard ending.status == 0 else {
      throw EngineError.programFailed(
        program: program.path, file: hook.name, status: ending.status, output: ending.output)
    }
  }

  /// Lets the thread of the hooks, which nobody else needs, wait for a request.
  private func wait(_ isOver: () -> Bool, _ post: @escaping @Sendable () async throws -> Void) throws {
    let result = ResultBox<Result<Void, any Error>>()
    let ended = DispatchSemaphore(value: 0)
    let request = Task.detached {
      do {
        try await post()
        result.put(.success(()))
      } catch {
        result.put(.failure(error))
      }
      ended.signal()
    }
    let start = ContinuousClock.now
    while ended.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      guard isOver() || ContinuousClock.now - start > .seconds(Self.patience) else { continue }
      request.cancel()
      throw tookTooLong("the webhook")
    }
    try result.take()?.get()
  }

  private func tookTooLong(_ program: String) -> EngineError {
    .programFailed(
      program: program, file: hook.name, status: nil, output: "it took longer than \(Int(Self.patience)) s")
  }
}
