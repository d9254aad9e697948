extension HuaweiClient {
  private struct List: Decodable {
    var operationLogs: Lenient<CBROperation>
    var count: Int?
  }
  private struct One: Decodable { var operationLog: CBROperation }

  /// One page of tasks; the first page has no offset, which the service refuses below 1.
  public func operations(
    _ place: HuaweiPlace, _ filter: HuaweiOperationFilter = HuaweiOperationFilter(), limit: Int? = nil,
    offset: Int? = nil
  ) async throws(HuaweiError) -> HuaweiPage<CBROperation> {
    let list = try await read(
      List.self,
      regional(
        "List tasks in \(place.region)", place, "/operation-logs",
        query: filter.query + Self.paging(limit, offset.flatMap { $0 > 0 ? $0 : nil })))
    return HuaweiPage(rows: list.operationLogs.rows, unreadable: list.operationLogs.unreadable, count: list.count)
  }

  /// One task.
  public func operation(_ id: String, _ place: HuaweiPlace) async throws(HuaweiError) -> CBROperation {
    try await read(
      One.self, regional("Look up task \(id) in \(place.region)", place, "/operation-logs/\(segment(id))")
    ).operationLog
  }
}
