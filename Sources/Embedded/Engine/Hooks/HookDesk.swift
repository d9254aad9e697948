import Catalog
import Foundation
import Replication

/// Finds out what hooks are to be told, and tells them; one agent of a context at a time does it.
///
/// It reads the catalog as everybody else does, so neither a hook nor a lack of hooks can hold up a transfer.
struct HookDesk {
  let premises: Premises
  /// What posts to addresses; nil where nothing does.
  let webhooks: (any WebhookSender)?
  /// Jobs and state, beside the claims.
  let folder: String

  init(premises: Premises, webhooks: (any WebhookSender)? = nil) {
    self.premises = premises
    self.webhooks = webhooks
    folder = EngineFolders(home: premises.home, context: premises.context).hooks
  }

  /// One round: notes what happened since the last one, then tells whoever is due.
  ///
  /// - Returns: How many hooks were told.
  @discardableResult
  func round(isOver: () -> Bool = { false }) throws -> Int {
    guard let file = try HookFile.load(premises.home), !file.hooks.isEmpty else { return 0 }
    try collect(file)
    var told = 0
    for (name, job) in try jobs() where !isOver() && job.due <= premises.clock.now {
      if try tell(job, named: name, file, isOver: isOver) { told += 1 }
    }
    return told
  }

  // MARK: - Finding out

  private func collect(_ file: HookFile) throws {
    let now = premises.clock.now
    guard var state = try state() else {
      // What happened before anybody asked is no news.
      return try put(HookState(ended: now, task: ""))
    }
    let former = state
    var notices = try ended(&state, now)
    notices += try standing(&state, now)
    notices += try late(&state, file.objective, now)
    for notice in notices {
      for hook in file.hooks where hook.events.contains(notice.event) {
        try put(HookJob(hook: hook.name, notice: notice, due: now), named: UUID().uuidString.lowercased())
      }
    }
    // The jobs first: a crash between tells twice rather than never.
    if state != former { try put(state) }
  }

  private func ended(_ state: inout HookState, _ now: Date) throws -> [HookNotice] {
    let (date, id) = (state.ended, state.task)
    let tasks = try premises.catalog.read { try $0.tasks(endedAfter: date, id: id, limit: 500) }
    for task in tasks { (state.ended, state.task) = (task.endedAt ?? state.ended, task.id) }
    return tasks.compactMap { task in
      switch task.status {
      case .success: HookNotice(.success, task, context: premises.context, date: now)
      case .failed: HookNotice(.failure, task, context: premises.context, date: now)
      default: nil
      }
    }
  }

  private func standing(_ state: inout HookState, _ now: Date) throws -> [HookNotice] {
    let tasks = try premises.catalog.read { try $0.tasks(statuses: [.running, .interrupted]) }
    let stalled = tasks.filter { $0.status == .running && $0.phase == .stalled }
    let interrupted = tasks.filter { $0.status == .interrupted && $0.error != nil }
    let news =
      stalled.filter { !state.stalled.contains($0.id) }
      .map { HookNotice(.stall, $0, context: premises.context, date: now) }
      + interrupted.filter { !state.interrupted.contains($0.id) }
      .map { HookNotice(.failure, $0, context: premises.context, date: now) }
    state.stalled = Set(stalled.map(\.id))
    state.interrupted = Set(interrupted.map(\.id))
    return news
  }

  private func late(_ state: inout HookState, _ objective: Double, _ now: Date) throws -> [HookNotice] {
    let rows = LagLine.board(try premises.catalog.lagFacts(), objective: objective, now: now)
      .filter { $0.verdict == .late }
    func key(_ row: LagLine) -> String { "\(row.fact.resource.id) \(row.fact.region ?? "")" }
    let news = rows.filter { !state.late.contains(key($0)) }
    state.late = Set(rows.map(key))
    return news.map { HookNotice($0, objective: objective, context: premises.context, date: now) }
  }

  // MARK: - Telling

  private func tell(_ job: HookJob, named name: String, _ file: HookFile, isOver: () -> Bool) throws -> Bool {
    guard let hook = file.hooks.first(where: { $0.name == job.hook }) else {
      remove(name)  // nobody of that name is told any more
      return false
    }
    do {
      try HookCall(hook: hook, notice: job.notice, webhooks: webhooks).run(isOver: isOver)
      remove(name)
      return true
    } catch {
      if isOver() { return false }
      var job = job
      job.attempts += 1
      job.due = premises.clock.now.addingTimeInterval(HookJob.pause(after: job.attempts))
      premises.notices.post("Hook \(hook.name): \(Words.line(error))")
      if job.attempts >= HookJob.tries { remove(name) } else { try put(job, named: name) }
      return false
    }
  }

  // MARK: - Files

  private func jobs() throws -> [(String, HookJob)] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
      guard name.hasSuffix(".job"), let text = try SafeFile.read("\(folder)/\(name)") else { return nil }
      // What is no job tells nobody anything.
      guard let job = try? JSONDecoder().decode(HookJob.self, from: Data(text.utf8)) else { return nil }
      return (String(name.dropLast(4)), job)
    }
  }

  private func state() throws -> HookState? {
    guard let text = try SafeFile.read("\(folder)/state.json") else { return nil }
    // A state that cannot be read begins anew: what happened meanwhile is told by nobody.
    return try? JSONDecoder().decode(HookState.self, from: Data(text.utf8))
  }

  private func put(_ state: HookState) throws { try write(state, "\(folder)/state.json") }

  private func put(_ job: HookJob, named name: String) throws { try write(job, "\(folder)/\(name).job") }

  private func write(_ value: some Encodable, _ path: String) throws {
    try SafeFile.replace(path, with: String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
  }

  private func remove(_ name: String) {
    // A job that cannot be removed is told once more.
    _ = unlink("\(folder)/\(name).job")
  }
}
