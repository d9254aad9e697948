import struct Foundation.Date

/// What the object `farshore-store` says; written once.
struct StoreRoot: Codable, Hashable, Sendable {
  /// The object's name.
  static let name = "farshore-store"

  /// The store's own id.
  var store: String
  /// The id of the region it belongs to.
  var region: String
  /// When it was made.
  var createdAt: Date
  /// Bytes of a disk's chunk.
  var chunkSize = Limits.chunk
  /// Entries of a manifest page.
  var fanOut = Limits.fanOut
}
