import struct Foundation.Date

/// An epoch: it begins when a collection has published what it condemns.
struct EpochRecord: Codable, Hashable, Sendable {
  /// Its number.
  var number: UInt64
  /// When it began.
  var since: Date
}
