import Foundation
import Replication
import Testing

@Suite struct DefaultNameTests {
  @Test(
    "A replica's default name comes of its source's and always validates (S40)",
    arguments: [
      ("web-01", "web-01"), (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
      (String(repeating: "a", count: 65), String(repeating: "a", count: 64)), ("web 01.prod", "web01prod"),
      ("中文 备份", "中文备份"), ("cafe\u{301}", "cafe"), ("", "replica-7b0c2e51"), (" .é", "replica-7b0c2e51"),
      ("..." + String(repeating: "b", count: 70), String(repeating: "b", count: 64)),
      ("\u{1B}[2Jx", "2Jx"),
    ])
  func replica(name: String, expected: String) {
    let made = DefaultNames.replica(of: World.backup(name))
    #expect(made == expected)
    #expect(FieldRules.replicaName(made, countsUTF16: true).isEmpty)
  }

  @Test("Even a hostile id gives a valid name (S40)", arguments: ["", "../../etc", "é", "<script>"])
  func hostileID(id: String) {
    let made = DefaultNames.replica(of: World.backup("", id: id))
    #expect(made.hasPrefix("replica-"))
    #expect(FieldRules.replicaName(made).isEmpty)
  }

  @Test("A copied snapshot is named after source id and source region (S46)")
  func snapshotCopy() {
    #expect(DefaultNames.snapshotCopy(of: World.snapshot()) == "Copied snap-oi5spwt2 from ap-shanghai")
    var longest = World.snapshot()
    longest.region = String(repeating: "r", count: FieldRules.regionIDLimit)
    let name = DefaultNames.snapshotCopy(of: longest)
    #expect(FieldRules.characterCount(name) == 60)
    #expect(FieldRules.snapshotName(name, countsUTF16: true).isEmpty)
  }

  @Test(
    "Names of backups and snapshots carry the second in UTC and validate (S38, S45)",
    arguments: [
      (0.0, "19700101-000000"), (1_776_081_600, "20260413-120000"), (951_782_399, "20000228-235959"),
      (951_782_400, "20000229-000000"), (951_868_800, "20000301-000000"), (-1, "19691231-235959"),
      (4_107_542_399, "21000228-235959"), (4_107_542_400, "21000301-000000"), (1_735_689_599.9, "20241231-235959"),
    ])
  func stamps(seconds: Double, expected: String) {
    let date = Date(timeIntervalSince1970: seconds)
    #expect(DefaultNames.backup(of: "web-01", at: date) == "web-01-\(expected)")
    let long = String(repeating: "x", count: 200)
    #expect(FieldRules.resourceName(DefaultNames.backup(of: long, at: date), field: .name).isEmpty)
    #expect(FieldRules.characterCount(DefaultNames.backup(of: long, at: date)) == 64)
    #expect(FieldRules.characterCount(DefaultNames.snapshot(of: long, at: date)) == 60)
    #expect(DefaultNames.backup(of: " ", at: date) == "backup-\(expected)")
  }

  @Test("A date no calendar holds does not stop the program", arguments: [Double.infinity, -.infinity, .nan, 1e300])
  func absurdDates(seconds: Double) {
    #expect(!DefaultNames.backup(of: "web", at: Date(timeIntervalSince1970: seconds)).isEmpty)
  }
}
