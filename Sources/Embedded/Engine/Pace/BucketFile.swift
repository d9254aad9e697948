import CStorage
import Foundation

/// A token bucket that all processes of a home share: 16 bytes in a locked file.
final class BucketFile: Sendable {
  private let path: String
  private let descriptor: Int32

  init(path: String) throws(EngineError) {
    self.path = path
    descriptor = try LockFile.open(path)
  }

  deinit {
    // Nothing durable is in it, so a failing close loses nothing.
    _ = close(descriptor)
  }

  /// Fills the bucket and takes bytes from it while no other process does.
  func take(upTo wanted: Int, rate: Int64, now: UInt64) throws(EngineError) -> Int {
    guard cs_lock(descriptor, 1, 1) == 0 else { throw .io(operation: "lock", path: path, errno: errnoNow()) }
    defer { _ = flock(descriptor, LOCK_UN) }
    var words: [UInt64] = [now, 0]
    let size = MemoryLayout<UInt64>.size * words.count
    guard pread(descriptor, &words, size, 0) >= 0 else {
      throw .io(operation: "read", path: path, errno: errnoNow())
    }
    let kept = Double(bitPattern: words[1])
    var bucket = TokenBucket(filledAt: words[0], tokens: kept.isFinite ? max(0, kept) : 0)
    bucket.fill(rate: rate, now: now)
    let taken = bucket.take(upTo: wanted)
    words = [bucket.filledAt, bucket.tokens.bitPattern]
    guard pwrite(descriptor, words, size, 0) == size else {
      throw .io(operation: "write", path: path, errno: errnoNow())
    }
    return taken
  }
}
