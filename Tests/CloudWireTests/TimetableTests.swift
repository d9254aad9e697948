import CloudSupport
import CloudWire
import Foundation
import Testing

@Suite("One rate budget for all processes of a home (issue 6, point 2)")
struct TimetableTests {
  private static func path() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("farshore-pace-\(UUID().uuidString)").path
  }

  private static func budget(_ path: String, _ clock: SteppedClock) -> RateBudget {
    RateBudget(perSecond: 5, clock: clock, timetable: Timetable(path: path, mode: 0o600))
  }

  /// How long ten further requests take after a first one, each process sending its own in turn.
  private static func span(_ budgets: [RateBudget], _ clock: SteppedClock) async throws -> Double {
    let start = clock.now
    for number in 0..<11 { try await budgets[number % budgets.count].admit() }
    return clock.now.timeIntervalSince(start)
  }

  @Test("Processes share one pace, and a pause that the cloud asked one of them for")
  func shared() async throws {
    let (path, clock) = (Self.path(), SteppedClock())
    defer { unlink(path) }
    let budgets = [Self.budget(path, clock), Self.budget(path, clock), Self.budget(path, clock)]
    #expect(abs(try await Self.span(budgets, clock) - 2) < 0.001)
    let before = clock.now
    await budgets[0].pause(.seconds(30))
    try await budgets[1].admit()
    #expect(clock.now.timeIntervalSince(before) >= 29.9)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
  }

  @Test(
    "What a broken file or another clock says counts for nothing",
    arguments: [
      Data(), Data([1, 2, 3]), Data(repeating: 0xFF, count: 8), Data(repeating: 0x7F, count: 8),
      withUnsafeBytes(of: 1e18.bitPattern) { Data($0) }, withUnsafeBytes(of: (-1.0).bitPattern) { Data($0) },
    ])
  func broken(_ content: Data) async throws {
    let (path, clock) = (Self.path(), SteppedClock())
    defer { unlink(path) }
    try content.write(to: URL(fileURLWithPath: path))
    #expect(abs(try await Self.span([Self.budget(path, clock), Self.budget(path, clock)], clock) - 2) < 0.001)
  }

  /// How many descriptors of this process lead to a file.
  private static func descriptors(_ path: String) throws -> Int {
    let folder = "/proc/self/fd"
    // A descriptor that another test has closed since leads nowhere.
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path }.count
  }

  @Test("The file is opened once, and anew where it was removed, so that processes share one again")
  func opened() async throws {
    let (path, clock) = (Self.path(), SteppedClock())
    defer { unlink(path) }
    let budgets = [Self.budget(path, clock), Self.budget(path, clock)]
    _ = try await Self.span(budgets, clock)
    #expect(try Self.descriptors(path) == 2)
    unlink(path)
    #expect(abs(try await Self.span(budgets, clock) - 2) < 0.001)
    #expect(try Self.descriptors(path) == 2)
  }

  @Test("Whoever cannot have the file, or its lock, goes on at a pace of its own")
  func alone() async throws {
    let clock = SteppedClock()
    #expect(abs(try await Self.span([Self.budget("/nowhere/pace", clock)], clock) - 2) < 0.001)
    let path = Self.path()
    let holder = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer {
      close(holder)
      unlink(path)
    }
    #expect(flock(holder, LOCK_EX) == 0)
    #expect(abs(try await Self.span([Self.budget(path, clock)], clock) - 2) < 0.001)
  }
}
