import CloudSupport
import CloudWire
import Foundation
import Synchronization
import Testing

/// Two processes of a home that change one account (issue 6, point 2; the vendor's advice: one write at a time).
@Suite(.serialized, .ownThreads)
struct TwoProcessesTests {
  /// What a server sees of requests that change something.
  private struct Writes {
    var underWay = 0
    var most = 0
    var all = 0
  }

  /// Whether a process has opened the account's claim, which it does when it wants to change something.
  private static func wantsToWrite(_ id: pid_t) -> Bool {
    let folder = "/proc/\(id)/fd"
    // A descriptor, or a process, that is gone meanwhile leads nowhere.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)"))?.hasSuffix(".change") ?? false
    }
  }

  @Test("Their requests that change something never overlap, and both get all they asked for")
  func apart() async throws {
    let stage = HuaweiStage()
    let writes = Mutex(Writes())
    let processes = Mutex<[pid_t]>([])
    let server = try await LoopbackServer { request in
      guard request.method != "GET" else { return stage.answer(request) }
      let number = writes.withLock { writes in
        writes.underWay += 1
        writes.most = max(writes.most, writes.underWay)
        writes.all += 1
        return writes.all
      }
      // The first one stays until the other process wants to write, too, and then long enough to be met.
      let limit = Date(timeIntervalSinceNow: 20)
      while number == 1, Date() < limit {
        let all = processes.withLock { $0 }
        if all.count == 2, all.allSatisfy(Self.wantsToWrite) { break }
        try? await Task.sleep(for: .milliseconds(10))
      }
      try? await Task.sleep(for: .milliseconds(100))
      let reply = stage.answer(request)
      writes.withLock { $0.underWay -= 1 }
      return reply
    }
    defer { server.stop() }
    let home = try CommandHome()
    try PlayedCloud.huawei.add(to: home, at: server.url)
    let commands = ["web01", "web02"].map { name in
      ["--context", "live", "replicas", "create", name, "--to", "ap-southeast-3", "--vault", "replicas", "--json"]
    }
    let running = try commands.map { try home.start($0, environment: PlayedCloud.huawei.keys) }
    processes.withLock { $0 = running.map(\.id) }
    for process in running {
      let ended = try process.wait(seconds: 120)
      #expect(ended.status == 0, "\(ended.output) \(ended.errors)")
    }
    let seen = writes.withLock { $0 }
    #expect(seen.most == 1 && seen.all == 2 && stage.replications == 2)
  }
}
