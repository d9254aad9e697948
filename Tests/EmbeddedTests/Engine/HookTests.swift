import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Hooks and figures for the world outside: they read what happened, and hold up nothing.
@Suite struct HookTests {
  /// A program that keeps what it was given, and ends as a file beside it says.
  private static let script = """
    #!/bin/sh
    here=$(dirname "$0")
    cat >> "$here/told"; echo >> "$here/told"
    env | sort > "$here/env"
    printf '%s|' "$@" > "$here/arguments"
    exit $(cat "$here/status")
    """

  private func prepare(_ stage: EngineStage, events: String) throws {
    try FileManager.default.createDirectory(atPath: stage.folder + "/hook", withIntermediateDirectories: true)
    try Data(Self.script.utf8).write(to: URL(fileURLWithPath: stage.folder + "/hook/run"))
    chmod(stage.folder + "/hook/run", 0o755)
    try answer(0, stage)
    try Data(
      """
      lag: 1d
      hooks:
        - name: keeper
          events: [\(events)]
          command: ["\(stage.folder)/hook/run", "$(touch \(stage.folder)/evil)", "two words"]
      """.utf8
    ).write(to: URL(fileURLWithPath: HookFile.path(stage.home)))
  }

  private func answer(_ status: Int, _ stage: EngineStage) throws {
    try Data("\(status)".utf8).write(to: URL(fileURLWithPath: stage.folder + "/hook/status"))
  }

  private func told(_ stage: EngineStage) throws -> [HookNotice] {
    guard let text = try? String(contentsOfFile: stage.folder + "/hook/told", encoding: .utf8) else { return [] }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try text.split(separator: "\n").map { try decoder.decode(HookNotice.self, from: Data($0.utf8)) }
  }

  @Test("A hook is told once of each success, as JSON on standard input, without a shell and without our environment")
  func success() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let before = try await cloud.makeBackup(stage, mebibytes: 1)
    try prepare(stage, events: "success")
    let desk = HookDesk(premises: cloud.premises)
    #expect(try desk.round() == 0, "what happened before is no news")
    let ended = try await cloud.finish(try await cloud.verify(before.id, by: cloud.requester))
    #expect(try desk.round() == 1)
    #expect(try desk.round() == 0)
    let notice = try #require(try told(stage).first)
    #expect(notice.event == .success && notice.context == EngineStage.context)
    #expect(notice.task?.id == ended.first?.id && notice.task?.type == "verify")
    #expect(notice.task?.requestedBy == "ada@console-1")
    let environment = try String(contentsOfFile: stage.folder + "/hook/env", encoding: .utf8)
    let names = environment.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) }
    #expect(Set(names).subtracting(["PWD", "_", "SHLVL", "OLDPWD"]) == ["PATH", "LC_ALL"])
    let arguments = try String(contentsOfFile: stage.folder + "/hook/arguments", encoding: .utf8)
    #expect(arguments == "$(touch \(stage.folder)/evil)|two words|")
    #expect(!FileManager.default.fileExists(atPath: stage.folder + "/evil"))
    await cloud.letGo()
  }

  @Test("A hook that fails is tried again after growing pauses, across agents, and given up at last")
  func retried() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    try prepare(stage, events: "success, failure")
    try HookDesk(premises: cloud.premises).round()
    try await cloud.finish(try await cloud.verify(backup.id, by: cloud.requester))
    await cloud.letGo()
    try answer(1, stage)
    #expect(try HookDesk(premises: cloud.premises).round() == 0)
    #expect(try told(stage).count == 1)
    #expect(try HookDesk(premises: cloud.premises).round() == 0, "not due yet")
    #expect(try told(stage).count == 1)
    #expect(cloud.notices.contains { $0.contains("Hook keeper") && $0.contains("status 1") })
    // Another agent, later.
    let later = try EmbeddedCloud.open(home: stage.home, context: EngineStage.context, clock: ShiftedClock(hours: 1))
    try answer(0, stage)
    #expect(try HookDesk(premises: later.premises).round() == 1)
    #expect(try told(stage).count == 2)
    #expect((1...8).map(HookJob.pause) == [10, 20, 40, 80, 160, 320, 640, 1280])
    #expect(HookJob.pause(after: 30) == 3600)
  }

  @Test("Failures, stalls and regions that fall behind are told once, and again only after they were well")
  func others() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    await cloud.letGo()
    try prepare(stage, events: "failure, stall, lag")
    let desk = HookDesk(premises: cloud.premises)
    try desk.round()
    // A server backup without any replica is behind from the start.
    #expect(try desk.round() == 1)
    #expect(try told(stage).last?.lag?.resource == "web-01")
    #expect(try desk.round() == 0)
    var task = CloudTask(
      id: "t1", type: .replication, status: .running, phase: .stalled,
      source: TaskEndpoint(id: backup.id, name: backup.name, region: backup.region),
      target: TaskEndpoint(id: "x", name: "x", region: EngineStage.regions[1]), requestedBy: cloud.requester,
      createdAt: Date())
    func put(_ changed: CloudTask) throws { try cloud.catalog.write(durable: false) { try $0.put(changed) } }
    try put(task)
    #expect(try desk.round() == 1 && told(stage).last?.event == .stall)
    #expect(try desk.round() == 0)
    task.phase = .writing
    try put(task)
    #expect(try desk.round() == 0)
    task.phase = .stalled
    try put(task)
    #expect(try desk.round() == 1)
    (task.status, task.error, task.endedAt) = (.failed, "The disk is gone.", Date().addingTimeInterval(1))
    try put(task)
    #expect(try desk.round() == 1)
    #expect(try told(stage).last?.task?.error == "The disk is gone.")
  }

  @Test("A hook that hangs is ended and cannot hold up a transfer")
  func hanging() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    let hook = Hook(name: "h", events: [.success], target: .command(["/bin/sleep", "1000"]))
    let task = CloudTask(id: "t", type: .verify, status: .success, requestedBy: cloud.requester, createdAt: Date())
    let call = HookCall(hook: hook, notice: HookNotice(.success, task, context: "c", date: Date()))
    let isOver = Locked(false)
    let hanging = Task.detached { try call.run { isOver.with { $0 } } }
    let ended = try await cloud.finish(try await cloud.verify(backup.id, by: cloud.requester))
    #expect(ended.map(\.status) == [.success], "it went on beside the hook")
    isOver.with { $0 = true }
    await #expect(throws: EngineError.self) { try await hanging.value }
    await cloud.letGo()
  }

  /// Takes what is posted, after as many failures as it is told.
  private final class Listener: WebhookSender {
    let posts = Locked<[(address: String, json: [UInt8])]>([])
    let failures: Locked<Int>
    init(failures: Int) { self.failures = Locked(failures) }

    func post(_ json: [UInt8], to address: String) async throws {
      let fails = failures.with { left in
        defer { left = max(0, left - 1) }
        return left > 0
      }
      if fails { throw EngineError.notYet(feature: "Listening") }
      posts.with { $0.append((address, json)) }
    }
  }

  @Test("A webhook gets the notice as JSON; what is not taken is tried again, by another agent too")
  func webhook() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    try Data(
      "hooks:\n  - name: h\n    events: [success]\n    webhook: https://example.org/secret?token=1\n".utf8
    ).write(to: URL(fileURLWithPath: HookFile.path(stage.home)))
    let listener = Listener(failures: 1)
    try HookDesk(premises: cloud.premises, webhooks: listener).round()
    try await cloud.finish(try await cloud.verify(backup.id, by: cloud.requester))
    await cloud.letGo()
    let first = try await cloud.threads.run { [premises = cloud.premises] in
      try HookDesk(premises: premises, webhooks: listener).round()
    }
    #expect(first == 0 && cloud.notices.contains { $0.contains("Hook h") && !$0.contains("secret") })
    let later = try EmbeddedCloud.open(home: stage.home, context: EngineStage.context, clock: ShiftedClock(hours: 1))
    let second = try await later.threads.run { [premises = later.premises] in
      try HookDesk(premises: premises, webhooks: listener).round()
    }
    #expect(second == 1)
    let posts = listener.posts.with { $0 }
    #expect(posts.map(\.address) == ["https://example.org/secret?token=1"])
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let notice = try decoder.decode(HookNotice.self, from: Data(try #require(posts.first).json))
    #expect(notice.event == .success && notice.task?.type == "verify")
  }

  @Test(
    "A broken hooks.yaml is told with its line",
    arguments: [
      ("hooks:\n  - name: x\n    command: [relative]", "absolute path"),
      ("hooks:\n  - name: x\n    webhook: ftp://x", "an https address"),
      ("hooks:\n  - name: x\n    webhook: http://elsewhere.example/x", "an https address"),
      ("hooks:\n  - name: x\n    webhook: http://127.evil.example/x", "an https address"),
      ("hooks:\n  - name: x\n    webhook: http://127.0.0.1.evil.example/x", "an https address"),
      ("hooks:\n  - name: x\n    webhook: http://[::2]/x", "an https address"),
      ("hooks:\n  - name: x", "command or a webhook"),
      ("hooks:\n  - name: x\n    command: [/x]\n    events: [maybe]", "events must be"),
      ("lag: soon", "span such as"), ("hoks: []", "hoks"), ("lag: 1h\nhooks: [", "line: 3"),
    ])
  func broken(_ text: String, _ words: String) {
    let error = #expect(throws: ContextError.self) { try HookFile.read(text, file: "hooks.yaml") }
    #expect("\(String(describing: error))".contains(words))
  }

  @Test(
    "A webhook is an https address or one of this machine, in capitals, too",
    arguments: ["https://a.example/x", "HTTPS://a.example/x", "HTTP://127.0.0.1:9/x", "http://[::1]:9/x"])
  func addresses(_ address: String) throws {
    let file = try HookFile.read("hooks:\n  - name: x\n    webhook: \"\(address)\"", file: "hooks.yaml")
    #expect(file.hooks.map(\.target) == [.webhook(address)])
  }

  @Test("Trouble that comes again is news again after an hour, not before")
  func repeated() {
    let board = NoticeBoard()
    let begin = ContinuousClock.now
    board.post("full", at: begin)
    board.post("slow", at: begin)
    board.post("full", at: begin + .seconds(3_599))
    #expect(board.all == ["full", "slow"])
    board.post("full", at: begin + .seconds(3_600))
    #expect(board.all == ["slow", "full"])
  }

  @Test("Figures are Prometheus text with harmless labels, in a file and on a port of this machine")
  func metrics() async throws {
    let stage = try EngineStage()
    let cloud = try stage.openWithRegions()
    _ = try await cloud.makeBackup(stage, mebibytes: 1)
    await cloud.letGo()
    let text = try await cloud.metrics()
    #expect(text.contains("farshore_tasks{type=\"backup\",status=\"success\"} 1\n"))
    #expect(text.contains("farshore_region_up{region=\"ap-southeast-1\"} 1\n"))
    #expect(text.contains("farshore_without_replica{resource=\"web-01\""))
    #expect(text.contains("farshore_vault_used_bytes{region=\"ap-southeast-1\",vault=\"vault-src\""))
    #expect(
      MetricsText.metric("m", "h", [([("l", "a\"b\\c\nd")], 0.5)])
        == "# HELP m h\n# TYPE m gauge\nm{l=\"a\\\"b\\\\c\\nd\"} 0.5\n")
    let file = stage.folder + "/farshore.prom"
    let outposts = try Outposts(cloud, metricsFile: file, metricsPort: 0)
    defer { outposts.close() }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    let port = try #require(outposts.metricsPort)
    #expect(try Self.ask(port, "GET /metrics HTTP/1.0\r\n\r\n").hasSuffix(text))
    #expect(try Self.ask(port, "GET /etc/passwd HTTP/1.0\r\n\r\n").hasPrefix("HTTP/1.1 404"))
    #expect(throws: EngineError.self) { try MetricsPort(port: port) { "" } }
  }

  /// What the port says to a question.
  private static func ask(_ port: UInt16, _ question: String) throws -> String {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let isThere = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isThere, send(socket, question, question.utf8.count, 0) == question.utf8.count else { return "" }
    var answer: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(socket, &part, part.count, 0)
      if count <= 0 { return String(decoding: answer, as: UTF8.self) }
      answer += part[..<count]
    }
  }
}

/// The machine's clocks, with the time of day some hours later.
struct ShiftedClock: EngineClock {
  let hours: Double
  var now: Date { Date().addingTimeInterval(hours * 3600) }
  var uptime: UInt64 { SystemClock().uptime }
  func sleep(nanoseconds: UInt64, unless bell: Bell) { bell.wait(nanoseconds: nanoseconds) }
}
