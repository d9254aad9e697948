import Foundation
import Replication
import Testing

/// Issue 5, point 8: the age of the newest verified replica against an objective.
struct LagTests {
  static let now = Date(timeIntervalSinceReferenceDate: 800_000_000)
  static let hour = 3_600.0

  static func row(_ name: String, age: Double?, coming: (age: Double, eta: Double?)? = nil) -> LagRow {
    var newest = World.backup()
    newest.resource.name = name
    return LagRow(
      resource: newest.resource, type: .server, region: "ap-southeast-2", newest: newest,
      replica: age.map { LagRow.Copy(id: "r", madeAt: now.addingTimeInterval(-$0)) },
      coming: coming.map { LagRow.Copy(id: "t", madeAt: now.addingTimeInterval(-$0.age), etaSeconds: $0.eta) })
  }

  static func judge(_ objective: Double?) -> LagJudge {
    LagJudge(RuleBook(profile: .embedded), regions: World.regions, objective: objective)
  }

  @Test("Verdicts: kept until, breached, breaching before what is on its way arrives")
  func verdicts() {
    let day = 24 * Self.hour
    let cases: [(LagRow, LagVerdict)] = [
      (Self.row("a", age: nil), .breached),
      (Self.row("b", age: day), .kept(until: Self.now)),
      (Self.row("c", age: day + 1), .breached),
      (Self.row("d", age: 23 * Self.hour), .kept(until: Self.now.addingTimeInterval(Self.hour))),
      // It arrives in time, and then its own age counts.
      (
        Self.row("e", age: 23 * Self.hour, coming: (2 * Self.hour, 60)),
        .kept(until: Self.now.addingTimeInterval(22 * Self.hour))
      ),
      (
        Self.row("f", age: 23 * Self.hour, coming: (2 * Self.hour, 2 * Self.hour)),
        .breaching(at: Self.now.addingTimeInterval(Self.hour), arrival: Self.now.addingTimeInterval(2 * Self.hour))
      ),
      // Nobody knows when it arrives.
      (
        Self.row("g", age: 23 * Self.hour, coming: (2 * Self.hour, nil)),
        .kept(until: Self.now.addingTimeInterval(Self.hour))
      ),
    ]
    for (row, verdict) in cases {
      #expect(Self.judge(day).verdict(row, at: Self.now) == verdict, "\(row.resource.name)")
      #expect(Self.judge(nil).verdict(row, at: Self.now) == nil)
    }
  }

  @Test("What no rule lets replicate breaches nothing and says why; what is only being made does")
  func impossible() {
    var row = Self.row("a", age: nil)
    row.newest.containsSystemDisk = false
    guard case .impossible(let refusals) = Self.judge(60).verdict(row, at: Self.now) else {
      Issue.record("it was judged")
      return
    }
    #expect(refusals.map(\.code) == [.noSystemDisk])
    row.newest.containsSystemDisk = true
    row.newest.status = .protecting
    #expect(Self.judge(60).verdict(row, at: Self.now) == .breached)
  }

  @Test("Worst first: never, then the oldest; what cannot go last")
  func order() {
    var bare = Self.row("bare", age: nil)
    bare.newest.resource.kind = .bms
    let rows = [
      Self.row("young", age: 1), bare, Self.row("never", age: nil), Self.row("old", age: 9 * Self.hour),
      Self.row("also never", age: nil),
    ]
    let names = Self.judge(Self.hour).sorted(rows, at: Self.now).map(\.row.resource.name)
    #expect(names == ["also never", "never", "old", "young", "bare"])
  }
}
