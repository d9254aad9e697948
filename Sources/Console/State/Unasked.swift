internal import struct Foundation.Date

/// Since when something in flight cannot be asked, and why.
struct Unasked: Hashable, Sendable {
  /// When that was met first.
  let since: Date
  /// The reason in two or three words.
  let reason: String
}
