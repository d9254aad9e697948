import Foundation
import Synchronization

/// Reads a process's high-water mark of memory until it ends.
final class MemoryWatch: Sendable {
  private let process: pid_t
  private let peak = Mutex<Int64>(0)
  private let isOver = Mutex(false)
  private let ended = DispatchSemaphore(value: 0)

  init(_ process: pid_t) {
    self.process = process
    Thread { [self] in
      while !isOver.withLock({ $0 }) {
        note()
        usleep(5_000)
      }
      ended.signal()
    }.start()
  }

  /// Stops reading; returns the highest mark in bytes.
  func end() -> Int64 {
    isOver.withLock { $0 = true }
    ended.wait()
    return peak.withLock { $0 }
  }

  private func note() {
    let mark = Self.highWater(of: process)
    peak.withLock { $0 = max($0, mark) }
  }

  /// The most memory a living process has had at once, in bytes; 0 where it is gone.
  static func highWater(of process: pid_t) -> Int64 {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({ Int64($0) })
    else { return 0 }
    return number * 1024
  }
}
