import Foundation
import Synchronization

/// The signals that ask a command to stop: ^C, a hang-up, a polite kill.
///
/// Where a command has said how it stops, that is done; everywhere else the process ends at once, because nothing that is
/// half done needs more than what a kill leaves behind.
final class Interruption: Sendable {
  private struct State {
    var stop: (@Sendable (Int32) -> Void)?
    var hasStopped = false
  }

  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  private let state = Mutex(State())
  private let output: Output

  init(output: Output) { self.output = output }

  /// Begins to listen.
  func watch() {
    // Made before a signal can come: handlers may not be the first to touch it.
    guard SignalPipe.shared.isOpen else { return }
    let reader = Thread { @Sendable [self] in
      while let number = SignalPipe.shared.next() { self.received(number) }
    }
    reader.name = "signals"
    reader.start()
    for number in Self.signals { SignalPipe.shared.watch(number) }
    // Whoever starts a process from a thread that blocks signals hands that down without meaning it.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in Self.signals { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  /// Stops listening and gives the signals back, for the console has ways of its own.
  func unwatch() {
    for number in Self.signals { signal(number, SIG_DFL) }
  }

  /// Runs a body; the first signal meanwhile ends the wait with nil.
  ///
  /// The body's task is cancelled then, not awaited.
  func guarding<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value? {
    let (ends, feed) = AsyncStream<Result<Value?, any Error>>.makeStream()
    let work = Task {
      do {
        feed.yield(.success(try await body()))
      } catch {
        feed.yield(.failure(error))
      }
    }
    onSignal { _ in feed.yield(.success(nil)) }
    defer {
      onSignal(nil)
      work.cancel()
    }
    for await end in ends { return try end.get() }
    return nil
  }

  /// Says what the first signal does from now on; nil goes back to ending the process.
  private func onSignal(_ stop: (@Sendable (Int32) -> Void)?) {
    state.withLock { $0.stop = stop }
  }

  private func received(_ number: Int32) {
    let stop = state.withLock { state in
      defer { state.hasStopped = true }
      return state.hasStopped ? nil : state.stop
    }
    if let stop { return stop(number) }
    exit(Failure(Interrupted(tasks: [])).report(to: output).rawValue)
  }
}
