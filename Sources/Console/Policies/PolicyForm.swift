internal import Replication

internal import struct Foundation.Date

/// The fields of a policy being made or changed.
struct PolicyForm: Sendable {
  /// The policy that is changed; nil for a new one.
  let former: Policy?
  var texts: [PolicySlot: TextField]
  var operation: PolicyOperation
  /// Whether the cloud keeps and runs it; then it lies in a region, and its vaults are named where it is applied.
  let isLive: Bool
  /// The id of the region it lies in, in a live account.
  var home: String
  /// The id of the destination region; empty where none is chosen.
  var region: String
  /// The id of the destination vault; nil for the only candidate.
  var vault: String?
  var missed: MissedRuns
  var isEnabled: Bool
  var focus = PolicySlot.name
  /// Whether errors are shown: not before OK was tried.
  var shows = false
  /// What the cloud had against it; empty once something was changed.
  var message = ""
  /// Whether an answer is waited for.
  var isSending = false
  /// Whether anything was filled in, so that leaving it asks.
  var isEdited = false

  /// Opens on a policy, or on a new one.
  init(_ former: Policy?, regions: [Region], vaults: [Vault], isLive: Bool) {
    self.former = former
    self.isLive = isLive
    operation = former?.operation ?? .replication
    home = former?.region ?? ""
    region = former?.destination?.region ?? ""
    vault = former?.destination?.vault
    missed = former?.missed ?? .once
    isEnabled = former?.isEnabled ?? true
    let kept = former?.retention ?? .everything
    let numbers: [(PolicySlot, Int?)] = [
      (.last, kept.last), (.days, kept.days), (.daily, kept.daily), (.weekly, kept.weekly), (.monthly, kept.monthly),
      (.yearly, kept.yearly),
    ]
    texts = Dictionary(uniqueKeysWithValues: numbers.map { ($0, TextField($1.map(String.init) ?? "")) })
    texts[.drill] = TextField(former?.drill.map(String.init) ?? "")
    texts[.name] = TextField(former?.name ?? "")
    let rule = foreignRule == nil ? former?.schedule.rule.text ?? "FREQ=DAILY;BYHOUR=2;BYMINUTE=0" : ""
    texts[.schedule] = TextField(rule)
    texts[.zone] = TextField(former?.schedule.zone.name ?? "UTC")
    fillIn(regions: regions, vaults: vaults)
  }

  /// Chooses the regions that are still open, the destination apart from where the policy lies.
  mutating func fillIn(regions: [Region], vaults: [Vault]) {
    if home.isEmpty, slots.contains(.home) { home = Self.homes(regions, vaults).first ?? "" }
    if region.isEmpty, !(home.isEmpty && slots.contains(.home)) {
      let origin = home.isEmpty ? Self.fullest(regions, vaults) : home
      let able = regions.filter { $0.canReplicate && $0.id != home }
      let open = able.count > 1 ? able.filter { $0.id != origin } : able
      region = (open.first { $0.unreachable == nil } ?? open.first)?.id ?? ""
    }
  }

  /// The region with the most backup vaults, which is copied from rather than to; empty where there is none.
  private static func fullest(_ regions: [Region], _ vaults: [Vault]) -> String {
    let held = Dictionary(grouping: vaults.filter { $0.protection == .backup }, by: \.region).mapValues(\.count)
    guard let most = held.values.max() else { return "" }
    return regions.first { held[$0.id] == most }?.id ?? ""
  }

  /// The cloud's own rule of the policy that is changed, which stays while no other one is typed; nil where it is one
  /// of ours.
  var foreignRule: String? { former?.foreignSchedule }

  /// Whether the schedule is the cloud's own, and stays.
  var keepsForeignRule: Bool { foreignRule != nil && text(.schedule).isEmpty }

  /// The fields that can be reached.
  var slots: [PolicySlot] {
    PolicySlot.allCases.filter { slot in
      switch slot {
      case .operation: former == nil
      case .home: isLive && former == nil
      case .region: operation == .replication
      case .vault: operation == .replication && !isLive
      case .missed, .drill: !isLive
      case .last, .days, .daily, .weekly, .monthly, .yearly: operation != .drill
      default: true
      }
    }
  }

  func text(_ slot: PolicySlot) -> String { texts[slot]?.text ?? "" }

  /// Moves the focus.
  mutating func step(_ distance: Int) {
    let slots = slots
    let index = slots.firstIndex(of: focus) ?? 0
    focus = slots[(index + distance + slots.count) % slots.count]
  }

  /// The regions that have vaults a policy could be applied to; those that can be reached and replicate come first.
  private static func homes(_ regions: [Region], _ vaults: [Vault]) -> [String] {
    let sources = Set(vaults.filter { $0.protection == .backup }.map(\.region))
    func rank(_ region: Region) -> Int { (region.unreachable == nil ? 0 : 2) + (region.canReplicate ? 0 : 1) }
    return regions.filter { sources.contains($0.id) }.sorted { rank($0) < rank($1) }.map(\.id)
  }

  /// The replication vaults of the region chosen.
  func candidates(_ vaults: [Vault]) -> [Vault] {
    vaults.filter { $0.region == region && $0.protection == .replication }
      .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
  }

  /// Takes the next or the former value of a field that is chosen.
  mutating func turn(_ distance: Int, regions: [Region], vaults: [Vault]) {
    isEdited = true
    switch focus {
    case .operation:
      let all = PolicyOperation.allCases.filter { $0 != .drill || !isLive }
      let index = all.firstIndex(of: operation) ?? 0
      operation = all[(index + distance + all.count) % all.count]
    case .home:
      let ids = Self.homes(regions, vaults)
      guard !ids.isEmpty else { return }
      let index = ids.firstIndex(of: home) ?? 0
      home = ids[(index + distance + ids.count) % ids.count]
    case .region:
      let ids = regions.filter(\.canReplicate).map(\.id)
      guard !ids.isEmpty else { return }
      let index = ids.firstIndex(of: region) ?? 0
      region = ids[(index + distance + ids.count) % ids.count]
      vault = nil
    case .vault:
      let ids: [String?] = [nil] + candidates(vaults).map { Optional($0.id) }
      let index = ids.firstIndex(of: vault) ?? 0
      vault = ids[(index + distance + ids.count) % ids.count]
    case .missed: missed = missed == .once ? .skip : .once
    case .enabled: isEnabled.toggle()
    default: break
    }
  }

  /// The request as it stands: of a new policy all of it, of another one only what differs from what it is.
  func request(vaults: [Vault]) -> PolicyRequest {
    var request = whole(vaults: vaults)
    guard let former else { return request }
    func leaveOut<Value: Equatable>(_ field: WritableKeyPath<PolicyRequest, Value?>, _ value: Value?) {
      if request[keyPath: field] == value { request[keyPath: field] = nil }
    }
    request.operation = nil
    leaveOut(\.name, former.name)
    leaveOut(\.schedule, foreignRule == nil ? former.schedule.rule.text : "")
    leaveOut(\.timeZone, former.schedule.zone.name)
    // Its project is the vault's and not chosen here.
    if region == former.destination?.region, vault == former.destination?.vault { request.destination = nil }
    leaveOut(\.retention, former.retention)
    leaveOut(\.missed, former.missed)
    leaveOut(\.isEnabled, former.isEnabled)
    leaveOut(\.drill, former.drill ?? (operation == .drill ? 100 : 0))
    return request
  }

  /// All fields; numbers that are none become 0, which the rules refuse.
  private func whole(vaults: [Vault]) -> PolicyRequest {
    func number(_ slot: PolicySlot) -> Int? { text(slot).isEmpty ? nil : Int(text(slot)) ?? 0 }
    // A share of none is said by an empty field; 0 and what is no number are refused.
    let none = operation == .drill ? 100 : 0
    let share = text(.drill).isEmpty ? none : Int(text(.drill)).flatMap { $0 == 0 ? nil : $0 }
    let known = region == former?.destination?.region ? former?.destination?.project : nil
    let project = vaults.first { $0.id == vault }?.project ?? known
    return PolicyRequest(
      name: text(.name), operation: operation, schedule: text(.schedule), timeZone: text(.zone),
      destination: operation == .replication ? Destination(region: region, project: project, vault: vault) : nil,
      retention: operation == .drill
        ? .everything
        : Retention(
          last: number(.last), days: number(.days), daily: number(.daily), weekly: number(.weekly),
          monthly: number(.monthly), yearly: number(.yearly)),
      missed: missed, isEnabled: isEnabled, drill: isLive ? nil : share ?? -1,
      region: isLive && former == nil ? home : nil)
  }

  /// The schedule as typed; nil while it is not one.
  func schedule(at now: Date) -> Schedule? {
    // What is wrong with it is said under its field while it is typed.
    guard var schedule = try? Schedule(text(.schedule), zone: text(.zone), startingAt: now) else { return nil }
    if let former, former.schedule.rule == schedule.rule, former.schedule.zone == schedule.zone {
      schedule.start = former.schedule.start
    }
    return schedule
  }
}
