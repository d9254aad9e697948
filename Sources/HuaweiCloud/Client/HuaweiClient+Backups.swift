internal import CloudWire

extension HuaweiClient {
  private struct List: Decodable {
    var backups: Lenient<CBRBackup>
    var count: Int?
  }
  private struct One: Decodable { var backup: CBRBackup }
  private struct Accepted: Decodable { var replication: CBRReplication }

  func regional(
    _ subject: String, _ place: HuaweiPlace, _ path: String, method: String = "GET",
    query: [HuaweiCall.QueryItem] = [], body: [UInt8] = [], service: HuaweiHosts.Service = .cbr
  ) -> Call {
    Call(
      subject: subject, service: service, region: place.region, method: method,
      path: (service == .ims ? "/v1/" : "/v3/") + PercentEncoding.encode(place.project) + path, query: query,
      body: body, project: place.project)
  }

  /// An id as one segment of a path.
  func segment(_ id: String) -> String { PercentEncoding.encode(id) }

  /// Where backups of a region may be replicated to; none where the region does not know the call.
  public func capabilities(_ place: HuaweiPlace) async throws(HuaweiError) -> CBRCapabilities {
    do {
      return try await read(
        CBRCapabilities.self,
        regional("Ask \(place.region) what it can replicate", place, "/replication-capabilities"))
    } catch {
      guard case .failure(let failure) = error, failure.code == "APIGW.0101" else { throw error }
      return CBRCapabilities(regions: [])
    }
  }

  /// What a region says of itself.
  public func features(_ place: HuaweiPlace) async throws(HuaweiError) -> CBRFeatures {
    try await read(
      CBRFeatures.self, regional("Ask \(place.region) for its features", place, "/cbr-features"))
  }

  /// One page of backups.
  ///
  /// - Parameters:
  ///   - limit: 1 to 1000; nil leaves it to the cloud.
  ///   - offset: how many to leave out; nil says nothing.
  public func backups(
    _ place: HuaweiPlace, _ filter: HuaweiBackupFilter = HuaweiBackupFilter(), limit: Int? = nil, offset: Int? = nil
  ) async throws(HuaweiError) -> HuaweiPage<CBRBackup> {
    let list = try await read(
      List.self,
      regional(
        "List backups in \(place.region)", place, "/backups", query: filter.query + Self.paging(limit, offset)))
    return HuaweiPage(rows: list.backups.rows, unreadable: list.backups.unreadable, count: list.count)
  }

  /// One backup, with its replication records.
  public func backup(_ id: String, _ place: HuaweiPlace) async throws(HuaweiError) -> CBRBackup {
    try await read(
      One.self, regional("Look up backup \(id) in \(place.region)", place, "/backups/\(segment(id))")
    ).backup
  }

  /// Asks for a replica; it is accepted, not done.
  public func replicate(
    _ id: String, _ wish: CBRReplicate, _ place: HuaweiPlace
  ) async throws(HuaweiError) -> CBRReplication {
    try await read(
      Accepted.self,
      regional(
        "Replicate \(id) to \(wish.destinationRegion)", place, "/backups/\(segment(id))/replicate", method: "POST",
        body: try Self.body("replicate", wish))
    ).replication
  }

  /// Asks for replicas of all of a vault that can go; the wish names the source vault.
  public func replicateVault(
    _ wish: CBRReplicate, _ place: HuaweiPlace
  ) async throws(HuaweiError) -> CBRReplication {
    try await read(
      Accepted.self,
      regional(
        "Replicate vault \(wish.vaultId ?? "") to \(wish.destinationRegion)", place, "/checkpoints/replicate",
        method: "POST", body: try Self.body("replicate", wish))
    ).replication
  }

  /// Gives a backup another name.
  public func renameBackup(_ id: String, name: String, _ place: HuaweiPlace) async throws(HuaweiError) -> CBRBackup {
    try await read(
      One.self,
      regional(
        "Rename backup \(id) in \(place.region)", place, "/backups/\(segment(id))", method: "PUT",
        body: try Self.body("backup", ["name": name]))
    ).backup
  }

  /// Asks for a deletion; it goes on as a task.
  public func deleteBackup(_ id: String, _ place: HuaweiPlace) async throws(HuaweiError) {
    try await perform(
      regional("Delete backup \(id) in \(place.region)", place, "/backups/\(segment(id))", method: "DELETE"))
  }

  static func paging(_ limit: Int?, _ offset: Int?) -> [HuaweiCall.QueryItem] {
    [("limit", limit), ("offset", offset)].compactMap { key, value in
      value.map { HuaweiCall.QueryItem(key, String($0)) }
    }
  }
}
