import Catalog
import Console
import Dispatch
import Embedded
import Foundation
import Replication
import Synchronization

/// Performs the console's effects: reads on one queue, writes as tasks of their own, answers into the mailbox.
///
/// Nothing here runs on the key loop's thread but `perform`, which only hands over.
final class EffectRunner: Sendable {
  private let home: Home
  private let requester: Operator
  private let mailbox: Mailbox
  private let output: Output
  private let options: ConsoleOptions
  private let settled: Mutex<SettledConsole>
  private let reads = DispatchQueue(label: "farshore.console.reads", qos: .userInitiated)
  /// What takes its time and must hold up nothing: exports, other programs.
  private let errands = DispatchQueue(label: "farshore.console.errands", qos: .utility)
  private let context: Mutex<ConsoleContext>
  private let reading: AccountReading
  private let searches = Searches()
  private let watcher = Mutex<Task<Void, Never>?>(nil)

  /// Makes the runner of an open context.
  init(
    home: Home, context: ConsoleContext, requester: Operator, options: ConsoleOptions, settled: SettledConsole,
    mailbox: Mailbox, output: Output
  ) {
    self.home = home
    self.options = options
    self.settled = Mutex(settled)
    self.requester = requester
    self.mailbox = mailbox
    reading = AccountReading(mailbox: mailbox)
    self.output = output
    self.context = Mutex(context)
  }

  private var current: ConsoleContext { context.withLock { $0 } }

  /// Begins to move bytes and to report changes of the catalog.
  func start() {
    let open = current
    reading.begin(open.cloud)
    // Who may only look moves nothing either.
    if !isReadOnly(open.name) { open.cloud.startMoving() }
    watch(open)
  }

  private func isReadOnly(_ context: String) -> Bool { settled.withLock { $0.isReadOnly(context) } }

  private func watch(_ open: ConsoleContext) {
    let mailbox = self.mailbox
    let poll = settled.withLock { $0.poll }
    let task = Task.detached {
      for await _ in open.catalog.changes(every: poll) { mailbox.post(.changed) }
    }
    watcher.withLock {
      $0?.cancel(); $0 = task
    }
  }

  /// Lets go of every task after the chunk in hand and leaves what is unfinished to a detached worker.
  ///
  /// Blocks its caller until the claims are released: a stopped process must hold none.
  func handOver() {
    let open = current
    Blocking.wait { await open.cloud.letGo() }
    leaveToWorker(open)
  }

  /// Takes up moving again after a suspension.
  func resume() {
    start()
    mailbox.post(.changed)
  }

  /// Ends the session the way the operator chose; called once, after the terminal is restored.
  func finish(_ mode: QuitMode) {
    let open = current
    if mode == .pauseTasks { pauseAll(open) }
    Blocking.wait { await open.cloud.letGo() }
    leaveToWorker(open)
  }

  private func leaveToWorker(_ open: ConsoleContext) {
    if isReadOnly(open.name) { return }
    do {
      guard try open.cloud.hasUnfinishedTasks() else { return }
      try EmbeddedCloud.spawnWorker(executable: OwnPath.find(), home: home, context: open.name)
      output.remark("What was begun goes on in the background: farshore tasks watch follows it.")
    } catch {
      diagnose(error)
    }
  }

  /// Says what went wrong where nobody answers any more: on the operator's own screen, or in the log behind it.
  private func diagnose(_ error: any Error) {
    let words = Explanation(of: error)
    output.diagnose("farshore: \(words.message) \(words.next)")
  }

  private func pauseAll(_ open: ConsoleContext) {
    Blocking.wait { [self] in
      do {
        for task in try open.catalog.allTasks(statuses: [.waiting, .running]) {
          _ = try await open.cloud.steer(task.id, .pause, by: requester)
        }
      } catch {
        diagnose(error)
      }
    }
  }

  /// Hands the effects of one step to where they are performed.
  func perform(_ effects: [Effect]) {
    var reading: [Effect] = []
    for effect in effects {
      switch effect {
      case .rows(let listing, let anchor, let limit, let request):
        searches.cutOff(listing)
        if listing.filter.terms.isEmpty {
          reading.append(effect)
        } else {
          search(listing, request) { .rows(try await $0.search(listing, at: anchor, limit: limit), request: request) }
        }
      case .total(let listing, let request):
        search(listing, request) { .total(try await $0.total(listing), request: request) }
      case .regions, .counts, .placeCounts, .activity, .tasks, .find, .vaults, .lag: reading.append(effect)
      default: perform(effect)
      }
    }
    if !reading.isEmpty { read(reading) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .switchContext(let name): switchContext(name)
    case .saveScreen(let text): save(text)
    case .remember(let change): remember(change)
    case .keep(let entry): keep(entry)
    case .reloadSettings: errands.async { [self] in reload(unlessSame: false) }
    case .export(let listing, let format): export(listing, format)
    default: ask(effect)
    }
  }
}

// MARK: - Reading

extension EffectRunner {
  /// Reads what one step wants and hands it over together, so that it is painted together; counts come behind.
  private func read(_ effects: [Effect]) {
    let (catalog, verifiedOnly) = (current.catalog, current.cloud.profile.reportsBytes)
    reads.async { [mailbox] in
      var answers: [ConsoleEvent] = []
      for effect in effects.filter({ !$0.isCount }) + effects.filter(\.isCount) {
        if effect.isCount {
          mailbox.post(answers)
          answers = []
        }
        do {
          if let answer = try Self.answer(effect, from: catalog, verifiedOnly) { answers.append(answer) }
        } catch {
          answers.append(.failed(Explanation(of: error), request: effect.request))
        }
      }
      mailbox.post(answers)
    }
  }

  /// Looks for a text on a task of its own, which the next text cuts off.
  private func search(
    _ listing: Listing, _ request: Int, _ answer: @escaping @Sendable (Catalog) async throws -> ConsoleEvent
  ) {
    let catalog = current.catalog
    let task = Task.detached { [mailbox] in
      do {
        mailbox.post(try await answer(catalog))
      } catch {
        // Nobody waits any more for what was cut off.
        if !Task.isCancelled { mailbox.post(.failed(Explanation(of: error), request: request)) }
      }
    }
    searches.add(task, for: listing)
  }

  private static func answer(_ effect: Effect, from catalog: Catalog, _ verifiedOnly: Bool) throws -> ConsoleEvent? {
    switch effect {
    case .regions: .regions(try catalog.regions())
    case .counts(let scope, let request): .counts(try catalog.counts(scope), request: request)
    case .placeCounts(let request): .placeCounts(try catalog.placeCounts(), request: request)
    case .activity(let limit): .activity(try catalog.activity(limit: limit))
    case .rows(let listing, let anchor, let limit, let request):
      .rows(try catalog.rows(listing, at: anchor, limit: limit), request: request)
    case .tasks(let id, let limit, let request):
      .tasks(try catalog.tasks(touching: id, limit: limit), request: request)
    case .lag(let request): .lag(try catalog.lagFacts(verifiedOnly: verifiedOnly), request: request)
    case .vaults(let region, let request): .vaults(try catalog.vaults(region: region), request: request)
    case .find(let kind, let id, let request): .found(try find(kind, id, in: catalog), request: request)
    default: nil
    }
  }

  private static func find(_ kind: Found.Kind, _ id: String, in catalog: Catalog) throws -> Found? {
    switch kind {
    case .backup: try catalog.backup(id).map(Found.backup)
    case .snapshot: try catalog.snapshot(id).map(Found.snapshot)
    case .vault: try catalog.vault(id).map(Found.vault)
    case .task: try catalog.task(id).map(Found.task)
    case .image: try catalog.image(id).map(Found.image)
    case .audit: try catalog.audit(line: Int64(id) ?? 0).map(Found.audit)
    }
  }
}

// MARK: - Asking the cloud

extension EffectRunner {
  private func ask(_ effect: Effect) {
    let (cloud, catalog) = (current.cloud, current.catalog)
    Task.detached { [mailbox, requester] in
      do {
        if case .policy(let question, let request) = effect {
          let answer = try await PolicyDesk.answer(question, from: cloud, catalog: catalog, as: requester)
          return mailbox.post(.policy(answer, request: request))
        }
        if let answer = try await Self.answer(effect, from: cloud, as: requester) { mailbox.post(answer) }
      } catch let refused as Refused {
        mailbox.post(.refused(refused.refusals, request: effect.request ?? 0))
      } catch {
        mailbox.post(.failed(Explanation(of: error), request: effect.request))
      }
    }
  }

  private static func answer(_ effect: Effect, from cloud: any Cloud, as requester: Operator) async throws
    -> ConsoleEvent?
  {
    switch effect {
    case .planReplicas(let requests, let request): .plan(try await cloud.plan(requests), request: request)
    case .planCopies(let requests, let request): .plan(try await cloud.plan(requests), request: request)
    case .createReplicas(let requests, let request):
      .admitted(try await cloud.createReplicas(requests, by: requester), request: request)
    case .copySnapshots(let requests, let request):
      .admitted(try await cloud.copySnapshots(requests, by: requester), request: request)
    case .replicateVault(let vault, let destinations, let request):
      .admitted(
        try await PolicyDesk.replicate(vault, to: destinations, from: cloud, as: requester), request: request)
    case .createImage(let image, let request):
      .admitted(try await cloud.createImage(image, by: requester), request: request)
    case .createFileSystem(let system, let request):
      .admitted(try await cloud.createFileSystem(system, by: requester), request: request)
    case .createServer(let server, let request):
      .admitted(try await cloud.createServer(server, by: requester), request: request)
    case .createDisk(let disk, let request):
      .admitted(try await cloud.createDisk(disk, by: requester), request: request)
    case .drill(let drill, let request): .admitted(try await cloud.drill(drill, by: requester), request: request)
    case .verify(let id, let request): .admitted(try await cloud.verify(id, by: requester), request: request)
    case .delete(let deletion, let request):
      .deleted(try await cloud.delete(deletion, by: requester), request: request)
    case .createVault(let vault, let request):
      .vaultSaved(try await cloud.createVault(vault, by: requester), request: request)
    case .expandVault(let id, let capacity, let autoExpand, let request):
      .vaultSaved(
        try await cloud.changeVault(id, capacity: capacity, autoExpand: autoExpand, by: requester), request: request)
    case .steer(let task, let action, let request):
      .steered(try await cloud.steer(task, action, by: requester), request: request)
    default: nil
    }
  }
}

// MARK: - Settings

extension EffectRunner {
  /// Takes what is settled in from now on whenever the file changes.
  func watchSettings() {
    ConfigurationWatch.start(ConfigurationFile(home: home).path) { [self] in
      errands.async { [self] in reload(unlessSame: true) }
    }
  }

  /// Reads what is settled again; what the console itself has just written is known already.
  private func reload(unlessSame: Bool) {
    do {
      let fresh = SettledConsole(options, try ConfigurationFile(home: home).load(), trouble: false, home: home)
      let former = settled.withLock { $0 }
      if unlessSame, fresh.preferences == former.preferences, fresh.readOnly == former.readOnly { return }
      adopt(fresh, former)
      let (themes, broken) = ThemeChoice.load(home: home)
      mailbox.post(
        [.settings(fresh.preferences, themes: themes, readOnly: fresh.readOnly)] + broken.map { .notice($0) })
    } catch {
      mailbox.post(.failed(Explanation(of: error), request: nil))
    }
  }

  /// Begins or ceases to move bytes where that has changed; what is left over goes to a worker, as on quitting.
  private func adopt(_ fresh: SettledConsole, _ former: SettledConsole) {
    let open = current
    let ceases = fresh.isReadOnly(open.name) && !former.isReadOnly(open.name)
    if ceases {
      Blocking.wait { await open.cloud.letGo() }
      leaveToWorker(open)
    }
    settled.withLock { $0 = fresh }
    if former.isReadOnly(open.name), !fresh.isReadOnly(open.name) { open.cloud.startMoving() }
    if fresh.poll != former.poll { watch(open) }
  }

  private func keep(_ entry: ConsoleHistory.Entry) {
    errands.async { [home] in
      // A history that cannot be kept is missed by nobody in this console; a full disk is told of by what matters.
      try? HistoryFile(home: home).add(entry)
    }
  }
}

// MARK: - Surroundings

extension EffectRunner {
  private func switchContext(_ name: String) {
    reads.async { [self] in
      do {
        let next = try ConsoleContext.open(home: home, name: name)
        let previous = context.withLock { open in
          defer { open = next }
          return open
        }
        Blocking.wait { await previous.cloud.letGo() }
        leaveToWorker(previous)
        start()
        mailbox.post(.context(name, next.cloud.profile))
        for notice in next.cloud.notices { mailbox.post(.notice(Notice(notice, .warning))) }
        mailbox.post(.changed)
      } catch {
        mailbox.post(.failed(Explanation(of: error), request: nil))
      }
    }
  }

  private func save(_ text: String) {
    reads.async { [mailbox, home] in
      do {
        let path = try ScreenFile.write(text, home: home, date: Date())
        mailbox.post(.notice(Notice("The screen was saved to \(path).")))
      } catch {
        mailbox.post(.failed(Explanation(of: error), request: nil))
      }
    }
  }

  private func remember(_ change: PreferenceChange) {
    settled.withLock { $0.preferences.take(change) }
    reads.async { [mailbox, home] in
      do { try ConfigurationFile(home: home).change(change) } catch {
        mailbox.post(.failed(Explanation(of: error), request: nil))
      }
    }
  }

  private func export(_ listing: Listing, _ format: ExportFormat) {
    let exporter = TableExporter(folder: settled.withLock { $0.exports }, catalog: current.catalog)
    errands.async { [mailbox] in
      do {
        let (path, rows) = try exporter.export(listing, as: format, date: Date())
        mailbox.post(.notice(Notice("\(rows == 1 ? "1 row was" : "\(rows) rows were") exported to \(path)")))
      } catch {
        mailbox.post(.failed(Explanation(of: error), request: nil))
      }
    }
  }

  /// Puts a text where the operator can get at it when the terminal cannot be asked.
  func copy(_ text: String, byTmux: Bool) {
    errands.async { [mailbox, home] in
      do {
        let file = ClipboardFile(home: home)
        let words = Clipboard.words(for: text)
        // What is pasted into a shell must not end in a line break, which would run it.
        try file.write(text, ending: byTmux ? "" : "\n")
        if byTmux {
          if file.giveToTmux() {
            return mailbox.post(.notice(Notice("Put into tmux's buffer and offered to the terminal: \(words)")))
          }
          try file.write(text)
        }
        let reason = byTmux ? "tmux did not take it" : "This terminal has no clipboard that can be reached"
        mailbox.post(.notice(Notice("\(reason). Written to \(file.path): \(words)", .warning)))
      } catch {
        mailbox.post(.failed(Explanation(of: error), request: nil))
      }
    }
  }
}
