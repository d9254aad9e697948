import struct Foundation.Date

/// Time as the engine sees it; injected, so that tests neither wait nor measure.
protocol EngineClock: Sendable {
  /// The moment, for what operators read.
  var now: Date { get }
  /// Nanoseconds that grow steadily and mean the same in all processes of this boot.
  var uptime: UInt64 { get }
  /// Blocks the calling thread, until the bell rings at the longest.
  func sleep(nanoseconds: UInt64, unless bell: Bell)
}
