import Foundation
import Synchronization

@testable import Embedded

/// A clock whose date a test sets, while what waits goes by the machine's.
final class SettableClock: EngineClock {
  private let date: Mutex<Date>
  private let machine = SystemClock()

  init(_ date: Date) { self.date = Mutex(date) }

  var now: Date { date.withLock { $0 } }
  var uptime: UInt64 { machine.uptime }
  func sleep(nanoseconds: UInt64, unless bell: Bell) { machine.sleep(nanoseconds: nanoseconds, unless: bell) }

  func set(_ date: Date) { self.date.withLock { $0 = date } }
}
