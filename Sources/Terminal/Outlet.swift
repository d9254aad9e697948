import Foundation

/// The bytes on their way to the terminal: never blocks, keeps what the terminal cannot take yet.
struct Outlet {
  /// How far the bytes got.
  enum State: Equatable {
    /// All are out.
    case clear
    /// The terminal takes no more for now.
    case blocked
    /// The terminal is gone.
    case lost
  }

  private let descriptor: Int32
  private let slice: Int
  private var pending: [UInt8] = []
  private var sent = 0

  /// Makes an outlet; a descriptor that may block is given small slices, and only while it says it has room.
  init(descriptor: Int32, blocks: Bool) {
    self.descriptor = descriptor
    slice = blocks ? 128 : 1 << 16
  }

  /// Whether everything is out, so that another frame may follow.
  var isClear: Bool { sent == pending.count }

  /// Puts bytes at the end of the queue.
  mutating func append(_ bytes: [UInt8]) {
    if isClear { discard() }
    pending.append(contentsOf: bytes)
  }

  /// Drops what has not been sent.
  mutating func discard() {
    pending.removeAll(keepingCapacity: true)
    sent = 0
  }

  /// Sends what the terminal takes without blocking.
  mutating func flush() -> State {
    while !isClear {
      guard hasRoom(within: 0) else { return .blocked }
      let count = pending.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress?.advanced(by: sent), min(slice, bytes.count - sent))
      }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        return .blocked
      } else if errno != EINTR {
        return .lost
      }
    }
    return .clear
  }

  /// Sends everything, giving up when the terminal takes nothing for a second.
  mutating func drain() {
    while flush() == .blocked, hasRoom(within: 1000) {}
    discard()
  }

  private func hasRoom(within milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // A hang-up counts as room: the write that follows finds out.
    return poll(&entry, 1, milliseconds) > 0
  }
}
