import Canvas
import Console
import Foundation
import Replication

/// A console with a fake catalog behind it: answers what is read, keeps what would be changed.
struct Desk {
  var state: ConsoleState
  var backups = Fixtures.backups
  var snapshots = Fixtures.snapshots
  var tasks = Fixtures.tasks
  var vaults = Fixtures.vaults
  var images: [Image] = []
  var audit = Fixtures.audit
  /// Effects nobody has answered yet: everything that changes something, and timers.
  var open: [Effect] = []
  /// All effects so far.
  var log: [Effect] = []
  /// Whether reading is answered at once.
  var answersReads = true

  init(
    columns: Int = 80, rows: Int = 24, glyphs: GlyphSet = .unicode, theme: String? = nil, scope: Scope? = nil,
    readOnly: Bool = false, profile: ProviderProfile = .embedded, preferences: Preferences = Preferences()
  ) {
    state = ConsoleState(
      setup: ConsoleSetup(
        size: Size(columns: columns, rows: rows), glyphs: glyphs, themes: ThemeLibrary.offers, theme: theme,
        context: "demo",
        contexts: [
          ContextEntry(name: "demo", provider: "embedded"),
          ContextEntry(name: "prod", provider: "huawei", account: "profile ops"),
        ], profile: profile, requester: Fixtures.requester, preferences: preferences,
        readOnly: readOnly ? "Opened with --read-only." : nil, scope: scope,
        imagesFolder: "/var/tmp/images", now: Fixtures.now))
    send(.started)
  }

  /// A desk that has been shown Hong Kong.
  static func inHongKong(
    columns: Int = 80, rows: Int = 24, glyphs: GlyphSet = .unicode, theme: String? = nil, readOnly: Bool = false,
    preferences: Preferences = Preferences()
  ) -> Desk {
    Desk(
      columns: columns, rows: rows, glyphs: glyphs, theme: theme, scope: Scope(region: Fixtures.hongKong.id),
      readOnly: readOnly, preferences: preferences)
  }

  var frame: Frame { view(state) }
  var text: String { frame.text }
  /// The lines of the screen.
  var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  /// Sends an event and answers what it asks to read.
  mutating func send(_ event: ConsoleEvent) {
    var queue = update(&state, event)
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      log.append(effect)
      guard answersReads, let answer = answer(effect) else {
        open.append(effect)
        continue
      }
      queue += update(&state, answer)
    }
  }

  mutating func press(_ keys: Key...) { for key in keys { send(.input(.key(key))) } }

  mutating func type(_ text: String) { for character in text { press(.character(character)) } }

  /// Takes the effects that are open.
  mutating func take() -> [Effect] {
    defer { open = [] }
    return open
  }

  /// Lets the timers that run run out.
  mutating func fireTimers() {
    let timers = open.compactMap { if case .startTimer(let id, _) = $0 { id } else { nil } as TimerID? }
    open.removeAll { if case .startTimer = $0 { true } else { false } }
    for timer in Set(timers) where timer != .flash && timer != .interrupt { send(.timer(timer)) }
  }

  /// The request number of the open effect that satisfies a condition.
  func request(_ find: (Effect) -> Int?) -> Int? { open.lazy.compactMap(find).last }

  private func answer(_ effect: Effect) -> ConsoleEvent? {
    switch effect {
    case .regions: .regions(Fixtures.regions)
    case .counts(_, let request):
      .counts(ServiceCounts(servers: backups.count, disks: 3, turbo: 2, snapshots: snapshots.count), request: request)
    case .placeCounts(let request): .placeCounts(placeCounts, request: request)
    case .activity: .activity(activity)
    case .rows(let listing, let anchor, let limit, let request):
      .rows(rows(listing, anchor, limit), request: request)
    case .tasks(let id, let limit, let request):
      .tasks(Array(tasks.filter { $0.source?.id == id || $0.target?.id == id }.prefix(limit)), request: request)
    case .find(let kind, let id, let request): .found(found(kind, id), request: request)
    case .vaults(let region, let request): .vaults(vaults.filter { $0.region == region }, request: request)
    case .planReplicas(let requests, let request): .plan(plan(requests), request: request)
    default: nil
    }
  }

  private var placeCounts: [Scope: ServiceCounts] {
    var counts: [Scope: ServiceCounts] = [:]
    for backup in backups {
      counts[Scope(region: backup.region), default: ServiceCounts()].servers += 1
      counts[Scope(region: backup.region, project: backup.project), default: ServiceCounts()].servers += 1
    }
    for snapshot in snapshots { counts[Scope(region: snapshot.region), default: ServiceCounts()].snapshots += 1 }
    return counts
  }

  private var activity: Activity {
    Activity(
      running: tasks.filter { $0.status == .running }.count, queued: tasks.filter { $0.status == .waiting }.count,
      failed: tasks.filter { $0.status == .interrupted || $0.status == .failed }.count, recent: tasks)
  }

  private func found(_ kind: Found.Kind, _ id: String) -> Found? {
    switch kind {
    case .backup: backups.first { $0.id == id }.map { .backup($0) }
    case .snapshot: snapshots.first { $0.id == id }.map { .snapshot($0) }
    case .vault: vaults.first { $0.id == id }.map { .vault($0) }
    case .task: tasks.first { $0.id == id }.map { .task($0) }
    case .image: images.first { $0.id == id }.map { .image($0) }
    case .audit: audit.first { $0.id == id }.map { .audit($0) }
    }
  }

  private func plan(_ requests: [ReplicaRequest]) -> Plan {
    var plan = Plan()
    let rules = RuleBook(profile: .embedded)
    let known = Dictionary(backups.map { ($0.id, $0) }) { first, _ in first }
    for request in requests {
      guard let backup = known[request.backup] else { continue }
      let record = backup.replicas.first { $0.region == request.destination.region }
      let refusals = rules.refusals(
        request,
        ReplicaFacts(
          backup: backup, regions: Fixtures.regions, destinationVaults: vaults,
          existingReplica: record.map { existing($0, of: backup) }))
      plan.refused += refusals
      if refusals.isEmpty {
        plan.allowed.append(
          Plan.Allowed(
            source: backup.id, destination: request.destination, name: request.name ?? backup.name,
            traffic: backup.size, toTransfer: 4_509_715_660))
      }
    }
    return plan
  }

  private func existing(_ record: ReplicaRecord, of backup: Backup) -> Backup {
    var replica = backup
    (replica.id, replica.region, replica.status, replica.kind) = (record.id, record.region, record.status, .replica)
    return replica
  }

  private func rows(_ listing: Listing, _ anchor: Anchor, _ limit: Int) -> ListedRows {
    switch listing.subject {
    case .vaults(let type): .vaults(window(vaults.filter { $0.type == type }, listing, anchor, limit) { $0.region })
    case .backups(let type):
      .backups(window(backups.filter { $0.type == type }, listing, anchor, limit) { $0.region })
    case .snapshots: .snapshots(window(snapshots, listing, anchor, limit) { $0.region })
    case .tasks: .tasks(window(tasks, listing, anchor, limit) { _ in "" })
    case .images: .images(window(images, listing, anchor, limit) { $0.region })
    case .audit: .audit(window(audit, listing, anchor, limit) { $0.region })
    case .coverage(let subject): .coverage(coverage(subject, listing, anchor, limit))
    }
  }

  private func coverage(
    _ subject: CoverageSubject, _ listing: Listing, _ anchor: Anchor, _ limit: Int
  ) -> Window<CoverageRow> {
    let all: [CoverageRow]
    switch subject {
    case .backups(let type): all = backups.filter { $0.type == type && $0.kind == .backup }.map(covered)
    case .resources(let type):
      // The fixture's backups of one server follow each other; the first is taken for the newest.
      let groups = Dictionary(grouping: backups.filter { $0.type == type && $0.kind == .backup }) { $0.resource.name }
      all = groups.sorted { $0.key < $1.key }.map { covered($0.value) }
    case .snapshots: all = snapshots.filter { $0.source == nil }.map { CoverageRow(source: .snapshot($0)) }
    }
    return window(all, listing, anchor, limit) { $0.region }
  }

  private func covered(_ backup: Backup) -> CoverageRow {
    var row = CoverageRow(source: .backup(backup))
    row.copies = backup.replicas.map { replica in
      CoverageCopy(
        id: replica.id, region: replica.region,
        standing: replica.status == .available ? .verified : replica.status == .error ? .broken : .busy,
        word: replica.status.label, createdAt: backup.createdAt)
    }
    row.tasks = tasks.filter { $0.source?.id == backup.id }
    return row
  }

  private func covered(_ group: [Backup]) -> CoverageRow {
    let sorted = group.sorted { $0.createdAt > $1.createdAt }
    var row = covered(sorted[0])
    row.originals = group.count
    row.copies += sorted.dropFirst().flatMap { covered($0).copies }.filter { $0.standing == .verified }.map { copy in
      var copy = copy
      copy.isOlder = true
      return copy
    }
    return row
  }

  private func window<Row: Codable & Hashable & Sendable & Identifiable>(
    _ all: [Row], _ listing: Listing, _ anchor: Anchor, _ limit: Int, _ region: (Row) -> String
  ) -> Window<Row> where Row.ID == String {
    let scoped = all.filter { row in
      let place = region(row)
      return place.isEmpty || listing.scope.region == nil || listing.scope.region == place
    }
    let kept = listing.text.isEmpty ? scoped : scoped.filter { "\($0)".contains("\"\(listing.text)") }
    var start = 0
    switch anchor {
    case .offset(let offset): start = max(0, min(offset, kept.count - limit))
    case .around(let id): start = max(0, min((kept.firstIndex { $0.id == id } ?? 0) - limit / 2, kept.count - limit))
    }
    return Window(
      rows: Array(kept[start..<min(kept.count, start + limit)]), offset: start, total: kept.count,
      unfilteredTotal: scoped.count)
  }
}
