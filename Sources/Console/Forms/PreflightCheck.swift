internal import Replication

/// Works out a preflight: by the rules of this side what forbids a source everywhere, by the plan the rest.
struct PreflightCheck {
  let form: Form
  let regions: [Region]
  let rules: RuleBook
  private var result = Preflight()
  private var eligible: [SourceJudgement.Eligible] { judged.eligible }
  /// What is forbidden whatever the destination.
  let judged: SourceJudgement

  init(_ form: Form, _ judged: SourceJudgement, rules: RuleBook) {
    self.form = form
    self.judged = judged
    self.rules = rules
    regions = judged.regions
  }

  /// The whole table.
  mutating func run() -> Preflight {
    result.groups = judged.groups
    result.eligibleSize = Self.sum(eligible.map(\.size))
    for index in form.destinations.indices { judge(index) }
    result.counts = result.going.reduce(into: [:]) { $0[$1.region, default: 0] += 1 }
    if case .ready(let plan) = form.plan {
      let part = plan.only(result.going)
      (result.traffic, result.crossing) = (part.traffic, part.toTransfer)
    }
    return result
  }

  /// Counts a source to its rule; the position of the destination is nil for what forbids every one.
  private mutating func add(
    _ code: RefusalCode, _ region: String?, _ message: String, _ source: String, at index: Int?
  ) {
    if let group = result.groups.firstIndex(where: { $0.code == code && $0.region == region }) {
      if result.groups[group].sources.last != source { result.groups[group].sources.append(source) }
      if result.groups[group].message != message { result.groups[group].isMixed = true }
    } else {
      result.groups.append(
        Preflight.Group(
          code: code, region: region, message: message, sources: [source], fix: index.flatMap { fix(code, $0) }))
    }
  }

  private mutating func judge(_ index: Int) {
    let choice = form.destinations[index]
    guard let region = choice.region, !eligible.isEmpty else { return }
    if !result.regions.contains(region) { result.regions.append(region) }
    if form.needsVault, choice.vault == nil { return judgeMissingVault(index, region) }
    guard case .ready(let plan) = form.plan else { return result.isChecking = true }
    let known = Set(eligible.map(\.id))
    for refusal in plan.refused where refusal.region == region {
      guard let source = refusal.source, known.contains(source) else { continue }
      add(refusal.code, region, refusal.message, source, at: index)
    }
    let allowed = Set(plan.allowed.filter { $0.destination.region == region }.map(\.source))
    admit(eligible.filter { allowed.contains($0.id) }, to: region, index)
  }

  private mutating func judgeMissingVault(_ index: Int, _ region: String) {
    let choice = form.destinations[index]
    if case .failed(let problem) = choice.vaults {
      for source in eligible { add(.vaultKind, region, problem, source.id, at: index) }
      return
    }
    guard case .known = choice.vaults else { return result.isChecking = true }
    let isEmpty = FormRules(form: form, regions: regions, rules: rules).candidates(index).isEmpty
    let name = regions.first { $0.id == region }?.name ?? region
    let message = isEmpty ? "\(name) has no usable replication vault. Create one." : "Several vaults: choose one."
    for source in eligible {
      add(isEmpty ? .vaultKind : .vaultRequired, region, message, source.id, at: index)
    }
  }

  /// Takes what fits, in the order of the selection: each by itself may fit where all together do not (S27).
  private mutating func admit(_ sources: [SourceJudgement.Eligible], to region: String, _ index: Int) {
    let choice = form.destinations[index]
    let vault = choice.knownVaults.first { $0.id == choice.vault }
    guard let vault, !vault.autoExpand else {
      result.going.formUnion(sources.map { SourceLink(id: $0.id, region: region) })
      return
    }
    let need = Self.sum(sources.map(\.size))
    let message =
      "Together they need \(ByteFormat.short(need)); \(vault.name) has \(ByteFormat.short(max(0, vault.free))) free."
    var rest = vault.free
    for source in sources {
      if source.size <= rest {
        rest -= source.size
        result.going.insert(SourceLink(id: source.id, region: region))
      } else {
        add(.vaultCapacity, region, message, source.id, at: index)
      }
    }
  }

  /// What one key can do about a rule at a destination.
  private func fix(_ code: RefusalCode, _ index: Int) -> Preflight.Fix? {
    switch code {
    case .vaultKind:
      if case .failed = form.destinations[index].vaults { return .chooseRegion(index) }
      return .createVault(index)
    case .vaultRequired: return .chooseVault(index)
    case .vaultCapacity:
      let choice = form.destinations[index]
      guard let vault = choice.knownVaults.first(where: { $0.id == choice.vault }) else { return .chooseVault(index) }
      return .expandVault(vault.id, capacity: capacity(of: vault))
    case .sameRegion, .regionNotCapable, .replicaExists, .requestInFlight, .regionUnsupported, .financeZone,
      .snapshotQuota, .copyInProgress, .autoOnce, .noDestination:
      return .chooseRegion(index)
    default: return nil
    }
  }

  /// The total capacity with which everything that may go there fits.
  private func capacity(of vault: Vault) -> Int64 {
    guard case .ready(let plan) = form.plan else { return vault.capacity }
    let barred = Set(
      plan.refused.filter { $0.region == vault.region && $0.code != .vaultCapacity }.compactMap(\.source))
    let need = Self.sum(eligible.filter { !barred.contains($0.id) }.map(\.size))
    let missing = need.subtractingReportingOverflow(vault.free)
    let total = vault.capacity.addingReportingOverflow(missing.overflow ? 0 : max(0, missing.partialValue))
    return total.overflow ? vault.capacity : total.partialValue
  }

  static func sum(_ sizes: [Int64]) -> Int64 {
    sizes.reduce(0) { total, size in
      let (next, overflow) = total.addingReportingOverflow(size)
      return overflow ? .max : next
    }
  }
}

extension Plan {
  /// The part of it that concerns some sources and regions.
  fileprivate func only(_ going: Set<SourceLink>) -> Plan {
    var part = self
    part.allowed.removeAll { !going.contains(SourceLink(id: $0.source, region: $0.destination.region)) }
    return part
  }
}
