import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// All regions with their projects, in the order in which they were first put.
  public func regions() throws -> [Region] {
    var used: [String: Int] = [:]
    for row in try fetch("SELECT region, count(*) AS used FROM snapshot GROUP BY region") {
      let fields = Fields(row)
      used[try fields.text("region")] = Int(try fields.integer("used"))
    }
    return try fetch("SELECT * FROM region ORDER BY position, id").map {
      var region = try Region(Fields($0))
      region.snapshotsUsed = used[region.id] ?? 0
      return region
    }
  }

  /// Adds a region behind the others, or changes it in its place.
  public func put(_ region: Region) throws {
    let known = try fetchOne("SELECT position FROM region WHERE id = ?", [region.id])
    let position =
      try known.map { try Fields($0).integer("position") } ?? Int64(integer("SELECT max(position) FROM region") + 1)
    try upsert(
      "region",
      [
        "id": region.id, "position": position, "name": region.name,
        "services": region.services.map(\.rawValue).joined(separator: ","),
        "replicationCapable": region.replicationCapable, "snapshotCopySupported": region.snapshotCopySupported,
        "zone": region.zone.rawValue, "projects": try Self.json(region.projects),
        "snapshotQuota": region.snapshotQuota, "unreachable": region.unreachable,
        "refreshed": region.refreshedAt?.timeIntervalSinceReferenceDate,
      ])
  }

  /// Forgets a region; what lies in it stays.
  public func removeRegion(_ id: String) throws { try remove(id, from: "region") }
}

extension Region {
  fileprivate init(_ fields: Fields) throws {
    self.init(
      id: try fields.text("id"), name: try fields.text("name"),
      services: try fields.text("services").split(separator: ",").compactMap { Service(rawValue: String($0)) },
      replicationCapable: try fields.flag("replicationCapable"),
      snapshotCopySupported: try fields.flag("snapshotCopySupported"), zone: try fields.word("zone", else: .finance),
      projects: try fields.list("projects", of: Project.self),
      snapshotQuota: fields.optionalInteger("snapshotQuota").map { Int($0) },
      unreachable: fields.optionalText("unreachable"), refreshedAt: fields.optionalDate("refreshed"))
  }
}
