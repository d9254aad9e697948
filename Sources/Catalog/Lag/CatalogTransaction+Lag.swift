import GRDB
public import Replication

extension CatalogTransaction {
  /// Every resource that was backed up, with each region that holds or will hold replicas of it.
  ///
  /// - Parameter region: A destination: a row for each resource that lies elsewhere, also where nothing is there.
  public func lag(_ type: ResourceType, in region: String? = nil) throws -> [LagRow] {
    let newest = try newestOriginals(type)
    let replicas = try newestReplicas(type)
    let coming = try comingReplicas(type)
    return newest.flatMap { original -> [LagRow] in
      let resource = original.resource
      var places = Set((replicas[resource.id] ?? [:]).keys).union((coming[resource.id] ?? [:]).keys)
      if let region { places = original.region == region ? [] : [region] }
      let regions: [String?] = places.isEmpty ? (region == nil ? [nil] : []) : places.sorted()
      return regions.map { place in
        LagRow(
          resource: resource, type: type, region: place, newest: original,
          replica: place.flatMap { replicas[resource.id]?[$0] }, coming: place.flatMap { coming[resource.id]?[$0] })
      }
    }
  }

  private func newestOriginals(_ type: ResourceType) throws -> [Backup] {
    // Of several rows of a group SQLite takes the other columns from the one that has the maximum.
    let rows = try fetch(
      """
      SELECT rowid AS place, max(created) FROM backup INDEXED BY backup_original
      WHERE kind = 'backup' AND type = ? GROUP BY resource
      """, [type.rawValue])
    return try backups(self.rows(at: rows.map { try Fields($0).integer("place") }, in: .backup))
  }

  private func newestReplicas(_ type: ResourceType) throws -> [String: [String: LagRow.Copy]] {
    let rows = try fetch(
      """
      SELECT resource, region, id, max(created) AS created FROM backup INDEXED BY backup_lag
      WHERE kind = 'replica' AND status = 'available' AND verified IS NOT NULL AND damaged IS NULL AND type = ?
      GROUP BY resource, region
      """, [type.rawValue])
    return try rows.reduce(into: [:]) { found, row in
      let fields = Fields(row)
      found[try fields.text("resource"), default: [:]][try fields.text("region")] = LagRow.Copy(
        id: try fields.text("id"), madeAt: try fields.date("created"))
    }
  }

  private func comingReplicas(_ type: ResourceType) throws -> [String: [String: LagRow.Copy]] {
    let open = try tasks(statuses: TaskStatus.allCases.filter { !$0.hasEnded }).filter { $0.type == .replication }
    let sources = try Dictionary(
      backups(
        fetch(among: Array(Set(open.compactMap { $0.source?.id }))) {
          "SELECT * FROM backup WHERE id IN (\($0))"
        }
      ).map { ($0.id, $0) }
    ) { first, _ in first }
    var coming: [String: [String: LagRow.Copy]] = [:]
    for task in open {
      guard let source = task.source.flatMap({ sources[$0.id] }), source.type == type, let place = task.target?.region
      else { continue }
      if let known = coming[source.resource.id]?[place], known.madeAt >= source.createdAt { continue }
      coming[source.resource.id, default: [:]][place] = LagRow.Copy(
        id: task.id, madeAt: source.createdAt, etaSeconds: task.etaSeconds)
    }
    return coming
  }
}

extension Catalog {
  /// Every resource that was backed up, with each region that holds or will hold replicas of it.
  public func lag(_ type: ResourceType, in region: String? = nil) throws -> [LagRow] {
    try read { try $0.lag(type, in: region) }
  }
}
