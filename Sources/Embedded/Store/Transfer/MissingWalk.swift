/// Begins walks over what a store lacks of another store's disk.
enum MissingWalk {
  /// A walk over the disk's manifest against the best base that is published in `target`.
  static func begin(
    _ disk: StoredDisk, from source: RegionStore, to target: RegionStore
  ) throws(StoreError) -> ManifestWalk {
    let head = try head(of: disk, in: source)
    let base = try base(for: disk, head, from: source, in: target)
    return ManifestWalk(head, base: base)
  }

  /// The disk's head, checked against what its record says of it.
  static func head(of disk: StoredDisk, in store: RegionStore) throws(StoreError) -> ManifestHead {
    let head = try ChunkReader.forPages(store.objects, store.index).head(disk.manifest)
    guard head.size == disk.size, head.sha256?.description == disk.sha256 else {
      throw .damaged(
        object: "manifest \(disk.manifest)", chunk: disk.manifest.description,
        reason: "it does not have the size and hash that its backup says")
    }
    return head
  }

  /// The published disk of the destination that shares most with `head`: only a published one is known to be whole.
  private static func base(
    for disk: StoredDisk, _ head: ManifestHead, from source: RegionStore, in target: RegionStore
  ) throws(StoreError) -> ManifestHead? {
    let pages = ChunkReader.forPages(target.objects, target.index)
    guard head.root != .hole else { return nil }
    let theirs = try ChunkReader.forPages(source.objects, source.index)
      .page(head.root, level: head.level, length: head.size)
    var best: (head: ManifestHead, shared: Int)?
    for known in BaseHints(target).disks(named: disk.name, size: disk.size) {
      // A candidate that cannot be read is no base, and no reason to fail.
      guard let other = try? pages.head(known.manifest), other.level == head.level else { continue }
      if other.root == head.root { return other }
      guard let page = try? pages.page(other.root, level: other.level, length: other.size) else { continue }
      let shared = zip(page.entries, theirs.entries).count { $0 == $1 }
      if shared > best?.shared ?? 0 { best = (other, shared) }
    }
    return best?.head
  }
}
