/// What a collection freed, or would free.
struct CollectionSummary: Codable, Hashable, Sendable {
  /// Chunks and pages that nobody names.
  var chunks = 0
  /// Bytes on the disk that were freed, or would be.
  var bytes: Int64 = 0
  /// Packs removed.
  var packs = 0
  /// Packs rewritten because only a part of them is still named.
  var rewritten = 0
  /// Bytes that must wait because a session that began earlier is still running.
  var deferredBytes: Int64 = 0
}
