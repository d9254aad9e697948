import Foundation

/// Carries signals out of their handlers: a handler may do no more than write a byte.
struct SignalPipe: Sendable {
  static let shared = SignalPipe()

  private let reading: Int32
  private let writing: Int32

  private init() {
    var ends: [Int32] = [-1, -1]
    let isMade = pipe(&ends) == 0
    (reading, writing) = isMade ? (ends[0], ends[1]) : (-1, -1)
    for end in [reading, writing] where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    if writing >= 0 { _ = fcntl(writing, F_SETFL, O_NONBLOCK) }
  }

  /// Whether the pipe could be made.
  var isOpen: Bool { reading >= 0 }

  /// Sends a signal into the pipe from now on; one that is ignored (`nohup`) stays so.
  func watch(_ number: Int32) {
    var present = sigaction()
    let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
    guard sigaction(number, nil, &present) == 0,
      unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self) != ignored
    else { return }
    signal(number) { number in
      var byte = UInt8(truncatingIfNeeded: number)
      // A full pipe holds signals enough.
      _ = write(SignalPipe.shared.writing, &byte, 1)
    }
  }

  /// Waits for the next signal.
  func next() -> Int32? {
    var byte: UInt8 = 0
    while true {
      let count = read(reading, &byte, 1)
      if count == 1 { return Int32(byte) }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }
}
