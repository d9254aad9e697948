import Synchronization

/// Lets bytes cross a link no faster than its limit, all processes of the home together.
final class LinkPacer: Sendable {
  private let folder: String
  private let clock: any EngineClock
  private let rate: LinkRate
  /// One process locks a bucket once at a time: the kernel's lock does not keep threads of one process apart.
  private let buckets = Mutex<[Link: BucketFile]>([:])
  /// Threads that pay, in the order of their coming.
  private let lines = Mutex<[Link: [UInt64]]>([:])

  init(folder: String, clock: any EngineClock, rate: LinkRate) {
    self.folder = folder
    self.clock = clock
    self.rate = rate
  }

  /// Sleeps until `bytes` may have crossed; looks in between whether to stop, and at a changed limit.
  ///
  /// Threads pay one after the other, so that their bytes cross evenly and not all at the end of a common wait.
  /// - Parameter beforeWaiting: Called once before it sleeps for the first time.
  func pace(
    _ bytes: Int, over link: Link, beforeWaiting: () throws -> Void = {}, checkpoint: () throws -> Void
  ) throws {
    let ticket = line(up: link)
    defer { leave(link, ticket) }
    var rest = bytes
    var isWaiting = false
    while rest > 0 {
      guard let rate = rate.current else { return }
      if isFirst(ticket, link) { rest -= try take(upTo: rest, rate: rate, link: link) }
      guard rest > 0 else { return }
      try checkpoint()
      if !isWaiting { try beforeWaiting() }
      isWaiting = true
      // Short slices keep steering quick and share the link fairly; a single byte may take longer than a slice.
      let needed = Double(min(rest, max(1, Int(rate / 10)))) / Double(rate) * 1e9
      clock.sleep(nanoseconds: UInt64(min(max(needed, 1e6), 1e8)))
    }
  }

  private func line(up link: Link) -> UInt64 {
    lines.withLock { lines in
      let ticket = (lines[link]?.last ?? 0) &+ 1
      lines[link, default: []].append(ticket)
      return ticket
    }
  }

  private func isFirst(_ ticket: UInt64, _ link: Link) -> Bool { lines.withLock { $0[link]?.first == ticket } }

  private func leave(_ link: Link, _ ticket: UInt64) {
    lines.withLock { lines in
      lines[link]?.removeAll { $0 == ticket }
      if lines[link]?.isEmpty == true { lines[link] = nil }
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
