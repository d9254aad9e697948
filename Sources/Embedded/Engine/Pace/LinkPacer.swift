import Synchronization

/// Lets bytes cross a link no faster than its limit, all processes of the home together.
final class LinkPacer: Sendable {
  private let folder: String
  private let clock: any EngineClock
  private let rate: LinkRate
  /// One process locks a bucket once at a time: the kernel's lock does not keep threads of one process apart.
  private let buckets = Mutex<[Link: BucketFile]>([:])
  private let lines = Mutex<[Link: PayLine]>([:])
  /// How long who is not at the counter sleeps before it looks whether to stop.
  private static let patience: UInt64 = 250_000_000

  init(folder: String, clock: any EngineClock, rate: LinkRate) {
    self.folder = folder
    self.clock = clock
    self.rate = rate
  }

  /// Sleeps until `bytes` may have crossed; looks in between whether to stop, and at a changed limit.
  ///
  /// Threads pay one after the other, so that their bytes cross evenly and not all at the end of a common wait.
  /// - Parameters:
  ///   - payer: The transfer that the bytes belong to.
  ///   - beforeWaiting: Called once before it sleeps for the first time.
  ///   - paid: Called with the bytes that may cross, as they may.
  func pace(
    _ bytes: Int, over link: Link, as payer: String = "", beforeWaiting: () throws -> Void = {},
    paid: (Int) -> Void = { _ in }, checkpoint: () throws -> Void
  ) throws {
    guard rate.current != nil else { return paid(bytes) }
    let place = Place(payer: payer)
    lines.withLock { $0[link, default: PayLine()].join(place) }
    var rest = bytes
    defer { leave(link, place, having: bytes - rest) }
    var isWaiting = false
    while rest > 0 {
      guard let rate = rate.current else { break }
      let isFirst = lines.withLock { $0[link]?.isAtCounter(place) ?? false }
      if isFirst {
        let taken = try take(upTo: rest, rate: rate, link: link)
        rest -= taken
        if taken > 0 { paid(taken) }
      }
      guard rest > 0 else { return }
      try checkpoint()
      if !isWaiting { try beforeWaiting() }
      isWaiting = true
      clock.sleep(nanoseconds: isFirst ? Self.pause(for: rest, rate: rate) : Self.patience, unless: place.bell)
    }
    paid(rest)
    rest = 0
  }

  /// Short slices keep steering quick; a single byte may take longer than a slice.
  private static func pause(for rest: Int, rate: Int64) -> UInt64 {
    let needed = Double(min(rest, max(1, Int(rate / 10)))) / Double(rate) * 1e9
    return UInt64(min(max(needed, 1e6), 1e8))
  }

  private func leave(_ link: Link, _ place: Place, having bytes: Int) {
    lines.withLock { lines in
      guard var line = lines.removeValue(forKey: link) else { return }
      line.leave(place, having: bytes)
      lines[link] = line
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
