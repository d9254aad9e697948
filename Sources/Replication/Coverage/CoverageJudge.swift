/// Says how sources stand in regions, by the rules that replicating them there would be judged by.
///
/// Reasons that are the same for every row are worked out once, so that a screen of cells costs little.
public struct CoverageJudge: Sendable {
  private let rules: RuleBook
  private let regions: [Region]
  /// S9 for regions nothing was asked for yet.
  private let incapable: [String: [Refusal]]

  /// Makes a judge of the regions of a context.
  public init(_ rules: RuleBook, regions: [Region]) {
    self.rules = rules
    self.regions = regions
    let capable = regions.filter(\.canReplicate)
    var incapable: [String: [Refusal]] = [:]
    for region in regions where !region.canReplicate {
      let message = RuleWording.regionNotCapable(region.label, capable: capable)
      incapable[region.id] = [Refusal(code: .regionNotCapable, message: message, field: .region, region: region.id)]
    }
    self.incapable = incapable
  }

  /// How a row stands in some regions, in their order.
  public func cells(of row: CoverageRow, in places: some Sequence<Region>) -> [CoverageCell] {
    let reasons = sourceRefusals(row)
    return places.map { cell(of: row, in: $0, reasons) }
  }

  /// How a row stands in one region.
  public func cell(of row: CoverageRow, in region: Region) -> CoverageCell {
    cell(of: row, in: region, sourceRefusals(row))
  }

  /// Why a copy of the row's source could not be made in a region, were it asked for now; empty when it could.
  public func refusals(_ row: CoverageRow, in region: Region) -> [Refusal] {
    sourceRefusals(row) + regionRefusals(row, region)
  }

  private func cell(of row: CoverageRow, in region: Region, _ reasons: [Refusal]) -> CoverageCell {
    let task = row.tasks.first { $0.target?.region == region.id }
    if region.id == row.region {
      return CoverageCell(region: region.id, state: .source, copy: row.id, task: task, drill: row.drill)
    }
    let copy = row.copies.first { $0.region == region.id && !$0.isOlder }
    let older = row.copies.first { $0.region == region.id && $0.isOlder && $0.standing == .verified }
    let state =
      moving(task) ?? held(copy) ?? failed(task) ?? older.map { .older($0.createdAt) } ?? unheld(row, region, reasons)
    return CoverageCell(
      region: region.id, state: state, copy: (copy ?? older)?.id, task: task, drill: (copy ?? older)?.drill)
  }

  private func sourceRefusals(_ row: CoverageRow) -> [Refusal] {
    switch row.source {
    case .backup(let backup): rules.sourceRefusals(backup, regions: regions)
    case .snapshot(let snapshot): rules.sourceRefusals(snapshot, regions: regions)
    }
  }

  private func regionRefusals(_ row: CoverageRow, _ region: Region) -> [Refusal] {
    switch row.source {
    case .backup: incapable[region.id] ?? []
    case .snapshot(let snapshot): rules.targetRefusals(snapshot, to: region, regions: regions)
    }
  }

  /// What a task that has not ended says; an interrupted one waits for the operator.
  private func moving(_ task: CloudTask?) -> CoverageCell.State? {
    guard let task, !task.status.hasEnded else { return nil }
    guard task.status == .interrupted else { return .copying(percent: task.percent, task.status) }
    return .failed(RuleWording.interrupted(task))
  }

  /// What lies there of the source itself.
  private func held(_ copy: CoverageCopy?) -> CoverageCell.State? {
    guard let copy else { return nil }
    return switch copy.standing {
    case .verified: .verified
    case .busy: .busy(copy.word)
    case .broken: .failed(RuleWording.brokenCopy)
    }
  }

  private func failed(_ task: CloudTask?) -> CoverageCell.State? {
    guard let task, task.status == .failed else { return nil }
    return .failed(task.error ?? task.statusLabel)
  }

  private func unheld(_ row: CoverageRow, _ region: Region, _ reasons: [Refusal]) -> CoverageCell.State {
    let refusals = reasons + regionRefusals(row, region)
    if refusals.isEmpty { return .absent }
    let isPending =
      switch row.source {
      case .backup(let backup): backup.status.isBusy
      case .snapshot(let snapshot): snapshot.state.isBusy
      }
    let onlyWaits = refusals.allSatisfy { $0.code == .notAvailable || $0.code == .snapshotState }
    return isPending && onlyWaits ? .notYet(refusals) : .notEligible(refusals)
  }
}

extension CoverageRow {
  /// The last restore drill of the source itself.
  fileprivate var drill: DrillMark? {
    let certificate =
      switch source {
      case .backup(let backup): backup.drill
      case .snapshot(let snapshot): snapshot.drill
      }
    return certificate.map { DrillMark($0) }
  }
}
