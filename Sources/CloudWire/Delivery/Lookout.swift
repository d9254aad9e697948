internal import Synchronization

/// Looks again and again at what is in flight: every 5 s while something changes, backing off to 60 s where nothing does.
public final class Lookout: Sendable {
  private struct State {
    var work: Task<Void, Never>?
    var sleeper: Task<Void, Never>?
    var isNudged = false
    var tell: (@Sendable ([String: any Error]) -> Void)?
    var isTroubled = false
  }

  /// Between two looks, while something changes.
  private static let quick = Duration.seconds(5)
  /// The longest pause, where nothing does.
  private static let slow = Duration.seconds(60)

  private let clock: any WireClock
  private let look: @Sendable () async throws -> Sight
  private let state = Mutex(State())

  /// Makes a lookout that does nothing yet.
  ///
  /// - Parameter look: looks once, and returns what it saw.
  public init(clock: any WireClock, look: @escaping @Sendable () async throws -> Sight) {
    self.clock = clock
    self.look = look
  }

  deinit { stop() }

  /// Looks from now on; does nothing where it does already.
  public func start() {
    state.withLock { state in
      guard state.work == nil else { return }
      state.work = Task.detached { [weak self] in
        var pause = Self.quick
        while !Task.isCancelled, let next = await self?.round(after: pause) { pause = next }
      }
    }
  }

  /// Looks no more.
  public func stop() {
    state.withLock { state in
      state.work?.cancel()
      state.sleeper?.cancel()
      state.work = nil
    }
  }

  /// Tells from now on what could not be asked and why, by its id; after each look that met any, and once when nothing
  /// is in the way any more.
  public func tellTroubles(_ tell: @escaping @Sendable ([String: any Error]) -> Void) {
    state.withLock { $0.tell = tell }
  }

  /// Something has been admitted: the next look comes at once.
  public func nudge() {
    state.withLock { state in
      state.isNudged = true
      state.sleeper?.cancel()
    }
  }

  /// Looks, then waits unless it was nudged meanwhile; returns the pause that the next one grows from.
  private func round(after pause: Duration) async -> Duration {
    state.withLock { $0.isNudged = false }
    let pause = await sees() ? Self.quick : min(Self.slow, pause * 1.5)
    let sleeper = Task<Void, Never> { [clock] in
      // Who cancels it wants the next look, or none.
      try? await clock.sleep(pause)
    }
    let isWoken = state.withLock { state in
      state.sleeper = sleeper
      return state.isNudged || state.work == nil
    }
    if isWoken { sleeper.cancel() }
    await sleeper.value
    return state.withLock { $0.isNudged } ? Self.quick : pause
  }

  /// Looks once and tells what was in the way; what fails is repeated after the pause.
  ///
  /// - Returns: whether anything changed.
  private func sees() async -> Bool {
    var sight = Sight()
    do { sight = try await look() } catch { sight.note(error, of: [""]) }
    // Who is stopped was kept from looking by nothing but that.
    if Task.isCancelled { return sight.changed }
    let tell = state.withLock { state in
      defer { state.isTroubled = !sight.troubles.isEmpty }
      return state.isTroubled || !sight.troubles.isEmpty ? state.tell : nil
    }
    tell?(sight.troubles)
    return sight.changed
  }
}
