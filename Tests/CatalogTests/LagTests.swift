import Foundation
import Replication
import Testing

@testable import Catalog

/// Issue 5, point 8: the newest verified replica of each resource in each region.
@Suite struct LagTests {
  @Test(
    "Of each resource and region the newest verified replica counts; damaged, unverified and unfinished ones do not")
  func newest() throws {
    let scratch = try Scratch()
    let catalog = try scratch.open()
    func row(_ id: String, _ resource: String, in region: String, at date: Int, of source: String? = nil) -> Backup {
      var backup = Samples.backup(0)
      (backup.id, backup.name, backup.type, backup.region, backup.createdAt) = (
        id, id, .server, region, Samples.date(date)
      )
      backup.resource = ResourceReference(id: resource, name: "name of \(resource)", kind: .ecs)
      (backup.status, backup.verifiedAt, backup.damagedAt) = (.available, Samples.date(100), nil)
      backup.kind = source == nil ? .backup : .replica
      backup.source = source.map { SourceLink(id: $0, region: "ap-1") }
      return backup
    }
    var damaged = row("web-3-2", "web", in: "ap-2", at: 3, of: "web-3")
    damaged.damagedAt = Samples.date(200)
    var unverified = row("web-3-3", "web", in: "ap-3", at: 3, of: "web-3")
    unverified.verifiedAt = nil
    var task = Samples.task(0)
    (task.type, task.status, task.rate, task.bytesTotal, task.bytesDone) = (.replication, .running, 10, 100, 40)
    (task.source, task.target) = (
      TaskEndpoint(id: "web-3", name: "web-3", region: "ap-1"), TaskEndpoint(id: "x", name: "x", region: "ap-4")
    )
    try catalog.write(durable: false) {
      for backup in [
        row("web-1", "web", in: "ap-1", at: 1), row("web-2", "web", in: "ap-1", at: 2),
        row("web-3", "web", in: "ap-1", at: 3),
        row("web-1-2", "web", in: "ap-2", at: 1, of: "web-1"), row("web-2-2", "web", in: "ap-2", at: 2, of: "web-2"),
        damaged, unverified, row("db-1", "db", in: "ap-2", at: 1),
      ] { try $0.put(backup) }
      try $0.put(task)
    }
    let rows = try catalog.lag(.server).sorted { ($0.resource.id, $0.region ?? "") < ($1.resource.id, $1.region ?? "") }
    #expect(
      rows.map { "\($0.resource.id) \($0.region ?? "-") \($0.replica?.id ?? "-") \($0.newest.id)" } == [
        "db - - db-1", "web ap-2 web-2-2 web-3", "web ap-4 - web-3",
      ])
    #expect(rows.last?.coming == LagRow.Copy(id: task.id, madeAt: Samples.date(3), etaSeconds: 6))
    // A destination asked for has a row for each resource that does not lie there.
    #expect(try catalog.lag(.server, in: "ap-3").map(\.replica) == [nil, nil])
    #expect(try catalog.lag(.server, in: "ap-2").map(\.replica?.id) == ["web-2-2"])
    #expect(try catalog.lag(.turbo).isEmpty)
    withExtendedLifetime(scratch) {}
  }
}
