import CloudWire
import Foundation

extension HuaweiStage {
  static func failure(_ status: Int, _ code: String, _ message: String) -> Reply {
    .json(
      #"{"error_code":"\#(code)","error_msg":"\#(message)"}"#, status: status,
      headers: [.init("X-Request-Id", "req-1")])
  }

  static func route(_ request: WireRequest, _ state: inout State) -> Reply {
    let parts = request.target.split(separator: "?", maxSplits: 1).map(String.init)
    let path = parts[0].split(separator: "/").map(String.init)
    let query = parts.count > 1 ? parts[1] : ""
    switch (request.method, path.count) {
    case ("GET", 2) where path[1] == "regions":
      return reply([
        "regions": projects.keys.sorted().map { ["id": $0, "type": "public", "locales": ["en-us": "Name of \($0)"]] }
      ])
    case ("GET", _) where path.last == "projects":
      return reply([
        "projects": projects.sorted { $0.key < $1.key }.map { ["id": $0.value, "name": $0.key, "enabled": true] }
          + [["id": "a0000000000000000000000000000199", "name": "MOS", "enabled": true]]
      ])
    case (_, 2...): return regional(request, path, query, &state)
    default: return failure(404, "APIGW.0101", "The API does not exist")
    }
  }

  private static func regional(
    _ request: WireRequest, _ path: [String], _ query: String, _ state: inout State
  ) -> Reply {
    let project = path[1]
    switch (request.method, path[2...].joined(separator: "/")) {
    case ("GET", "replication-capabilities"): return capabilities(project)
    case ("GET", "vaults"): return vaults(project, state)
    case ("GET", "backups"): return backups(project, query, state)
    case ("GET", "operation-logs"): return reply(["operation_logs": [Any](), "count": 0])
    case (_, let rest) where rest.hasPrefix("policies") || rest.hasSuffix("sociatepolicy"):
      return policies(request, path, project, &state)
    case ("POST", "checkpoints/replicate"): return replicateVault(project, request, &state)
    case ("GET", let rest) where rest.hasPrefix("backups/"): return look(path[3], project, &state)
    case ("PUT", let rest) where rest.hasPrefix("backups/"):
      guard let index = state.rows.firstIndex(where: { $0.id == path[3] }) else {
        return failure(404, "BackupService.6200", "The backup does not exist.")
      }
      state.rows[index].name = body(request, "backup")?["name"] as? String ?? ""
      return reply(["backup": json(state.rows[index], state, withRecords: false)])
    case ("DELETE", let rest) where rest.hasPrefix("backups/"):
      state.rows.removeAll { $0.id == path[3] }
      return .answer(WireResponse(status: 204))
    case ("POST", let rest) where rest.hasSuffix("/replicate"): return replicate(path[3], request, &state)
    default: return failure(404, "APIGW.0101", "The API does not exist")
    }
  }

  private static func capabilities(_ project: String) -> Reply {
    guard let region = projects.first(where: { $0.value == project })?.key, region != "cn-north-4" else {
      return reply(["regions": [Any]()])
    }
    let others = ["ap-southeast-1", "ap-southeast-3"].filter { $0 != region }
    return reply(["regions": [["name": region, "replication_destinations": others]]])
  }

  private static func vaults(_ project: String, _ state: State) -> Reply {
    let rows = state.vaults.filter { $0.project == project }.map { vault -> [String: Any] in
      [
        "id": vault.id, "name": vault.name, "project_id": vault.project, "created_at": "2024-01-01T00:00:00.000000",
        "billing": [
          "size": vault.size, "used": 1_024, "status": "available", "object_type": vault.type,
          "protect_type": vault.protect,
        ],
      ]
    }
    return reply(["vaults": rows, "count": rows.count])
  }

  private static func backups(_ project: String, _ query: String, _ state: State) -> Reply {
    let pairs = Dictionary(
      query.split(separator: "&").map { pair -> (String, String) in
        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
      }, uniquingKeysWith: { first, _ in first })
    let all = state.rows.filter { $0.project == project && (pairs["vault_id"] ?? $0.vault) == $0.vault }
    let offset = pairs["offset"].flatMap { Int($0) } ?? 0
    let limit = pairs["limit"].flatMap { Int($0) } ?? 1_000
    let rows = all.dropFirst(offset).prefix(limit).map {
      json($0, state, withRecords: pairs["show_replication"] != nil)
    }
    return reply(["backups": Array(rows), "count": all.count])
  }

  private static func look(_ id: String, _ project: String, _ state: inout State) -> Reply {
    guard state.rows.contains(where: { $0.id == id && $0.project == project }) else {
      return failure(404, "BackupService.6200", "The backup does not exist.")
    }
    for index in state.records.indices where state.records[index].source == id { advance(index, &state) }
    guard let row = state.rows.first(where: { $0.id == id }) else { return .hangUp }
    return reply(["backup": json(row, state, withRecords: true)])
  }

  private static func advance(_ index: Int, _ state: inout State) {
    state.records[index].looks += 1
    let record = state.records[index]
    if record.looks == 2, let source = state.rows.first(where: { $0.id == record.source }) {
      state.rows.append(
        Row(
          id: record.destination, name: record.name, project: record.project, vault: record.vault,
          status: "protecting", image: "replication", type: source.type, size: source.size))
    }
    guard record.looks == 4, let target = state.rows.firstIndex(where: { $0.id == record.destination }) else { return }
    switch record.fate {
    case .succeeds: state.rows[target].status = "available"
    case .fails: state.rows[target].status = "error"
    case .sticks: state.records[index].looks = 3
    }
  }

  private static func replicate(_ id: String, _ request: WireRequest, _ state: inout State) -> Reply {
    guard let wish = body(request, "replicate"), let region = wish["destination_region"] as? String,
      let project = wish["destination_project_id"] as? String, let vault = wish["destination_vault_id"] as? String
    else { return failure(400, "BackupService.9900", "Parameter verification failed.") }
    let record = start(id, region, project, vault, wish["name"] as? String ?? "replica", &state)
    return reply(["replication": item(id, record, state)])
  }

  private static func item(_ backup: String, _ record: String, _ state: State) -> [String: Any] {
    ["backup_id": backup, "replication_record_id": state.hidesRecords ? NSNull() : record]
  }

  /// - Returns: the record's id.
  private static func start(
    _ id: String, _ region: String, _ project: String, _ vault: String, _ name: String, _ state: inout State
  ) -> String {
    let number = state.records.count + 1
    let record = String(format: "99000000-0000-4000-8000-%012d", number)
    state.records.append(
      Record(
        id: record, source: id, destination: String(format: "b0000000-0000-4000-8000-%012d", 900 + number),
        region: region, project: project, vault: vault, name: name, fate: state.fate))
    return record
  }

  private static func replicateVault(_ here: String, _ request: WireRequest, _ state: inout State) -> Reply {
    guard let wish = body(request, "replicate"), let source = wish["vault_id"] as? String,
      let region = wish["destination_region"] as? String, let project = wish["destination_project_id"] as? String,
      let vault = wish["destination_vault_id"] as? String, wish["name"] == nil
    else { return failure(400, "BackupService.9900", "Parameter verification failed.") }
    let todo = state.rows.filter { row in
      row.vault == source && row.project == here && row.status == "available" && row.image == "backup"
        && !state.records.contains { $0.source == row.id && $0.region == region }
    }
    if todo.isEmpty { return failure(400, "BackupService.0001", "No resource is available for backup.") }
    let items = todo.map { row in
      item(row.id, start(row.id, region, project, vault, row.name, &state), state)
    }
    return reply(["replication": ["vault_id": source, "backups": items]])
  }

  static func body(_ request: WireRequest, _ key: String?) -> [String: Any]? {
    guard let whole = try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any] else { return nil }
    return key.map { whole[$0] as? [String: Any] } ?? whole
  }

  private static func json(_ row: Row, _ state: State, withRecords: Bool) -> [String: Any] {
    [
      "id": row.id, "name": row.name, "status": row.status, "project_id": row.project, "vault_id": row.vault,
      "image_type": row.image, "resource_id": "50000000-0000-4000-8000-000000000001", "resource_name": "web",
      "resource_size": row.size, "resource_type": row.type, "created_at": "2024-05-19T18:00:00.065135",
      "description": NSNull(), "extend_info": ["contain_system_disk": row.system],
      "replication_records": withRecords ? state.records.filter { $0.source == row.id }.map(json) : [],
    ]
  }

  private static func json(_ record: Record) -> [String: Any] {
    let (status, progress): (String, Any) =
      switch record.looks {
      case ...1: ("waiting_replicate", NSNull())
      case 2: ("replicating", 20)
      case 3: ("replicating", 40)
      default: record.fate == .fails ? ("fail", 60) : ("success", 100)
      }
    let failed = status == "fail"
    return [
      "id": record.id, "status": status, "created_at": "2024-05-20T08:10:00.120000", "source_backup_id": record.source,
      "destination_backup_id": record.looks > 1 ? record.destination : NSNull(),
      "destination_region": record.region, "destination_project_id": record.project,
      "destination_vault_id": record.vault,
      "extra_info": [
        "progress": progress, "auto_trigger": false, "fail_code": failed ? "BackupService.6129" as Any : NSNull(),
        "fail_reason": failed ? "The destination vault is full." as Any : NSNull(),
      ],
    ]
  }

  static func reply(_ value: [String: Any]) -> Reply {
    guard let bytes = try? JSONSerialization.data(withJSONObject: value) else { return .hangUp }
    return .json(String(decoding: bytes, as: UTF8.self), headers: [.init("X-Request-Id", "req-1")])
  }
}
