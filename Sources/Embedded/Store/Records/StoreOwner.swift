import struct Foundation.Date

/// Which home may write to the store.
struct StoreOwner: Codable, Hashable, Sendable {
  /// The id of the home.
  var home: String
  /// Since when.
  var since: Date
}
