/// What a collection of a region's store freed, or would free.
public struct StoreCollection: Codable, Hashable, Sendable {
  /// The id of the region.
  public var region: String
  /// Whether nothing was changed.
  public var dryRun: Bool
  /// Chunks and pages that nobody names.
  public var chunks: Int
  /// Bytes on the disk that were freed, or would be.
  public var bytes: Int64
  /// Packs removed.
  public var packs: Int
  /// Packs written anew because only a part of them is still named.
  public var rewritten: Int
  /// Bytes that must wait because a task that began earlier still writes to the store.
  public var deferredBytes: Int64

  init(_ summary: CollectionSummary, region: String, dryRun: Bool) {
    self.region = region
    self.dryRun = dryRun
    chunks = summary.chunks
    bytes = summary.bytes
    packs = summary.packs
    rewritten = summary.rewritten
    deferredBytes = summary.deferredBytes
  }
}
