import Foundation
import Replication
import Testing

/// What a cell of the coverage matrix says (spec/console.md, Coverage; S8–S19, S29, S37).
struct CoverageCellTests {
  static let judge = CoverageJudge(RuleBook(profile: .embedded), regions: World.regions)

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let region: Region
    let expected: CoverageCell.State
    let copy: String?
    let change: @Sendable (inout CoverageRow) -> Void

    init(
      _ name: String, in region: Region = World.bangkok, _ expected: CoverageCell.State, copy: String? = nil,
      _ change: @escaping @Sendable (inout CoverageRow) -> Void = { _ in }
    ) {
      (testDescription, self.region, self.expected, self.copy, self.change) = (name, region, expected, copy, change)
    }
  }

  static func copy(_ standing: CoverageCopy.Standing, older: Bool = false) -> CoverageCopy {
    CoverageCopy(
      id: "copy", region: World.bangkok.id, standing: standing, word: "Deleting",
      createdAt: older ? World.noon.addingTimeInterval(-86_400) : World.noon, isOlder: older)
  }

  static func task(_ status: TaskStatus, error: String? = nil) -> CloudTask {
    var task = World.task(.replication, status, from: World.backup().id, to: "copy")
    task.error = error
    return task
  }

  static let cases: [Case] = [
    Case("its own region", in: World.hongKong, .source, copy: World.backup().id),
    Case("nothing there", .absent),
    Case("a verified replica", .verified, copy: "copy") { $0.copies = [copy(.verified)] },
    Case("a replica being deleted", .busy("Deleting"), copy: "copy") { $0.copies = [copy(.busy)] },
    Case("a running task", .copying(percent: 63, .running)) { $0.tasks = [task(.running)] },
    Case("a waiting task", .copying(percent: 63, .waiting)) { $0.tasks = [task(.waiting)] },
    Case("a task goes before the row it is making", .copying(percent: 63, .running), copy: "copy") {
      $0.copies = [copy(.busy)]
      $0.tasks = [task(.running)]
    },
    Case("an interrupted task", .failed("Interrupted at 63%. No space left.")) {
      $0.tasks = [task(.interrupted, error: "No space left.")]
    },
    Case("a failed task", .failed("Link down.")) { $0.tasks = [task(.failed, error: "Link down.")] },
    Case("a failure of the past where a replica is now", .verified, copy: "copy") {
      $0.copies = [copy(.verified)]
      $0.tasks = [task(.failed)]
    },
    Case("a replica that was deleted after its success", .absent) { $0.tasks = [task(.success)] },
    Case("only an older backup's replica", .older(World.noon.addingTimeInterval(-86_400)), copy: "copy") {
      $0.copies = [copy(.verified, older: true)]
    },
    Case("an older one does not hide the newest's failure", .failed("Link down."), copy: "copy") {
      $0.copies = [copy(.verified, older: true)]
      $0.tasks = [task(.failed, error: "Link down.")]
    },
  ]

  @Test("a cell shows what is there, what is on its way, or what went wrong", arguments: cases)
  func states(_ sample: Case) {
    var row = CoverageRow(source: .backup(World.backup()))
    sample.change(&row)
    let cell = Self.judge.cell(of: row, in: sample.region)
    #expect(cell.state == sample.expected && cell.copy == sample.copy && cell.region == sample.region.id)
  }

  @Test("S8, S9, S12–S14: a cell that cannot be filled says every reason; one that must wait says so")
  func reasons() throws {
    func refusals(_ region: Region, _ change: (inout Backup) -> Void) -> (codes: [RefusalCode], isYet: Bool) {
      var backup = World.backup()
      change(&backup)
      switch Self.judge.cell(of: CoverageRow(source: .backup(backup)), in: region).state {
      case .notEligible(let refusals): return (refusals.codes, false)
      case .notYet(let refusals): return (refusals.codes, true)
      default: return ([], false)
      }
    }
    #expect(refusals(World.beijing4) { _ in }.codes == [.regionNotCapable])
    #expect(refusals(World.bangkok) { $0.containsSystemDisk = false }.codes == [.noSystemDisk])
    #expect(refusals(World.bangkok) { $0.type = .disk }.codes == [.diskBackup])
    let creating = refusals(World.bangkok) { $0.status = .protecting }
    #expect(creating.codes == [.notAvailable] && creating.isYet)
    let both = refusals(World.bangkok) { ($0.status, $0.containsSystemDisk) = (.protecting, false) }
    #expect(both.codes == [.noSystemDisk, .notAvailable] && !both.isYet)
  }

  @Test("S31–S35: snapshots have rules of their own; a full region says so at the cell")
  func snapshots() {
    let row = CoverageRow(source: .snapshot(World.snapshot()))
    var full = World.guangzhou
    full.snapshotsUsed = 128
    for (region, code) in [
      (World.beijing, RefusalCode.regionUnsupported), (World.shanghaiFinance, .financeZone), (full, .snapshotQuota),
    ] {
      let cell = Self.judge.cell(of: row, in: region)
      guard case .notEligible(let refusals) = cell.state else {
        Issue.record("\(region.id) takes it")
        continue
      }
      #expect(refusals.codes == [code])
    }
    #expect(Self.judge.cell(of: row, in: World.guangzhou).state == .absent)
  }
}
