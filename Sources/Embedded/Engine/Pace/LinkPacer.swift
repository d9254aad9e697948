import Synchronization

/// Lets bytes cross a link no faster than its limit, all processes of the home together.
final class LinkPacer: Sendable {
  private let folder: String
  private let clock: any EngineClock
  private let rate: LinkRate
  /// One process locks a bucket once at a time: the kernel's lock does not keep threads of one process apart.
  private let buckets = Mutex<[Link: BucketFile]>([:])

  init(folder: String, clock: any EngineClock, rate: LinkRate) {
    self.folder = folder
    self.clock = clock
    self.rate = rate
  }

  /// Sleeps until `bytes` may have crossed; looks in between whether to stop, and at a changed limit.
  func pace(_ bytes: Int, over link: Link, checkpoint: () throws -> Void) throws {
    var rest = bytes
    while rest > 0 {
      guard let rate = rate.current else { return }
      rest -= try take(upTo: rest, rate: rate, link: link)
      guard rest > 0 else { return }
      try checkpoint()
      // Short slices keep steering quick and share the link fairly; a single byte may take longer than a slice.
      let needed = Double(min(rest, max(1, Int(rate / 10)))) / Double(rate) * 1e9
      clock.sleep(nanoseconds: UInt64(min(max(needed, 1e6), 1e8)))
    }
  }

  private func take(upTo wanted: Int, rate: Int64, link: Link) throws -> Int {
    try buckets.withLock { buckets in
      let bucket = try buckets[link] ?? BucketFile(path: folder + "/" + link.fileName)
      buckets[link] = bucket
      return try bucket.take(upTo: wanted, rate: rate, now: clock.uptime)
    }
  }
}
