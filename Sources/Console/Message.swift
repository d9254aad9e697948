internal import struct Foundation.Date

/// Something the message line has said, and when.
struct Message: Hashable, Sendable {
  var date: Date
  var notice: Notice

  /// How many are kept.
  static let limit = 200
}
