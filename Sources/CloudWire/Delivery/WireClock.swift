public import struct Foundation.Date

/// Time as couriers see it; tests set it.
public protocol WireClock: Sendable {
  /// This machine's wall clock.
  var now: Date { get }
  /// Waits.
  func sleep(_ duration: Duration) async throws
}

/// The machine's own time.
public struct SystemWireClock: WireClock {
  /// Makes the clock.
  public init() {}

  /// This machine's wall clock.
  public var now: Date { Date() }

  /// Waits.
  public func sleep(_ duration: Duration) async throws { try await Task.sleep(for: duration) }
}
