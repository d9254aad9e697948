import CloudSupport
import CloudWire
import Foundation
import Synchronization
import Testing

@Suite("One change of an account at a time, in all processes of a home (issue 6, point 2)")
struct WriteClaimTests {
  /// A clock that stands, and counts how often it was slept by.
  private final class StandingClock: WireClock {
    private let count = Mutex(0)

    var sleeps: Int { count.withLock { $0 } }
    let now = Date(timeIntervalSince1970: 1_700_000_000)

    func sleep(_ duration: Duration) async throws {
      count.withLock { $0 += 1 }
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  /// Who was alone, in order.
  private final class Log: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock { $0 } }

    func add(_ name: String) { kept.withLock { $0.append(name) } }
  }

  private static func path() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("farshore-claim-\(UUID().uuidString)").path
  }

  /// A budget as a process has it: with a descriptor of its own, which is what locks of the kernel belong to.
  private static func budget(_ path: String, _ clock: any WireClock) -> RateBudget {
    RateBudget(perSecond: 1_000, clock: clock, claim: WriteClaim(path: path, mode: 0o600, clock: clock))
  }

  @Test("A second process waits until the first has its answer")
  func excludes() async throws {
    let (path, clock) = (Self.path(), StandingClock())
    defer { unlink(path) }
    let log = Log()
    let (first, second) = (Self.budget(path, clock), Self.budget(path, clock))
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let (entered, enter) = AsyncStream.makeStream(of: Void.self)
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await first.alone {
          enter.finish()
          for await _ in gate {}
          log.add("first")
        }
      }
      for await _ in entered {}
      group.addTask { await second.alone { log.add("second") } }
      while clock.sleeps < 3 { await Task.yield() }
      #expect(log.all == [])
      open.finish()
    }
    #expect(log.all == ["first", "second"])
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
  }

  @Test("A process that was stopped with the claim holds the others up for half a minute, one that died not at all")
  func stopped() async throws {
    let (path, clock) = (Self.path(), SteppedClock())
    defer { unlink(path) }
    let holder = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    #expect(flock(holder, LOCK_EX) == 0)
    let budget = Self.budget(path, clock)
    let start = clock.now
    #expect(await budget.alone { 1 } == 1)
    #expect((30...31).contains(clock.now.timeIntervalSince(start)))
    close(holder)
    let later = clock.now
    #expect(await budget.alone { 2 } == 2)
    #expect(clock.now == later)
  }

  @Test("Whoever cannot have the file goes on; what fails lets the next one go")
  func failures() async throws {
    let clock = SteppedClock()
    #expect(await Self.budget("/nowhere/claim", clock).alone { 1 } == 1)
    let path = Self.path()
    defer { unlink(path) }
    let (one, other) = (Self.budget(path, clock), Self.budget(path, clock))
    await #expect(throws: CancellationError.self) { try await one.alone { throw CancellationError() } }
    #expect(await other.alone { 2 } == 2)
    #expect(clock.slept.isEmpty)
  }
}
