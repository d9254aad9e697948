import Catalog
import Foundation
import Replication

/// Figures in the text format of Prometheus.
enum MetricsText {
  /// One figure with its labels.
  typealias Sample = (labels: [(String, String)], value: Double)

  /// Everything there is to say.
  static func all(_ transaction: CatalogTransaction, now: Date) throws -> String {
    let regions = try transaction.regions()
    let vaults = try regions.flatMap { try transaction.vaults(region: $0.id) }
    let open = try transaction.tasks(statuses: [.waiting, .running, .paused, .interrupted])
    return try tasks(transaction, open) + self.regions(regions) + self.vaults(vaults)
      + lag(try transaction.lagFacts(), now: now)
  }

  private static func tasks(_ transaction: CatalogTransaction, _ open: [CloudTask]) throws -> String {
    let counts: [Sample] = try transaction.taskCounts().map { count in
      ([("type", count.type), ("status", count.status)], Double(count.tasks))
    }
    let running = open.filter { $0.status == .running }
    func samples(_ value: (CloudTask) -> Double) -> [Sample] {
      running.map { task in
        let labels = [
          ("task", task.id), ("type", task.type.rawValue), ("source", task.source?.name ?? ""),
          ("region", task.target?.region ?? task.source?.region ?? ""),
        ]
        return (labels, value(task))
      }
    }
    return metric("farshore_tasks", "Tasks by type and status.", counts)
      + metric("farshore_task_bytes", "Logical bytes of a running task.", samples { Double($0.bytesTotal) })
      + metric("farshore_task_bytes_done", "Of these, dealt with.", samples { Double($0.bytesDone) })
      + metric("farshore_task_rate_bytes", "Logical bytes a second.", samples { $0.rate ?? 0 })
      + metric(
        "farshore_task_stalled", "1 where a running task stands still.", samples { $0.phase == .stalled ? 1 : 0 })
  }

  private static func regions(_ regions: [Region]) -> String {
    func samples(_ value: (Region) -> Double) -> [Sample] { regions.map { ([("region", $0.id)], value($0)) } }
    let limited = regions.filter { $0.snapshotQuota != nil }
    return metric("farshore_region_up", "1 where a region's store can be reached.") {
      samples { $0.unreachable == nil ? 1 : 0 }
    }
      + metric("farshore_region_snapshots", "Snapshots in a region.") { samples { Double($0.snapshotsUsed) } }
      + metric("farshore_region_snapshot_quota", "Snapshots a region may hold.") {
        limited.map { ([("region", $0.id)], Double($0.snapshotQuota ?? 0)) }
      }
  }

  private static func vaults(_ vaults: [Vault]) -> String {
    func samples(_ value: (Vault) -> Int64) -> [Sample] {
      vaults.map { ([("region", $0.region), ("vault", $0.name), ("id", $0.id)], Double(value($0))) }
    }
    return metric("farshore_vault_capacity_bytes", "Bytes a vault may hold.", samples(\.capacity))
      + metric("farshore_vault_used_bytes", "Logical bytes of what it holds.", samples(\.used))
      + metric("farshore_vault_reserved_bytes", "Bytes that unfinished tasks have reserved.", samples(\.reserved))
  }

  private static func lag(_ facts: [LagFact], now: Date) -> String {
    func labels(_ fact: LagFact) -> [(String, String)] {
      [
        ("resource", fact.resource.name), ("type", fact.type.rawValue), ("origin", fact.origin),
        ("region", fact.region ?? ""),
      ]
    }
    let known: [Sample] = facts.compactMap { fact in
      fact.copied.map { (labels(fact), max(0, now.timeIntervalSince($0))) }
    }
    let bare: [Sample] = facts.map { (labels($0), $0.copied == nil ? 1 : 0) }
    return metric("farshore_lag_seconds", "Age of the data of the newest verified replica.", known)
      + metric("farshore_without_replica", "1 where a resource has no verified replica.", bare)
  }

  private static func metric(_ name: String, _ help: String, _ samples: () -> [Sample]) -> String {
    metric(name, help, samples())
  }

  /// One metric; without samples nothing.
  static func metric(_ name: String, _ help: String, _ samples: [Sample]) -> String {
    guard !samples.isEmpty else { return "" }
    let lines = samples.map { sample in
      let labels = sample.labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
      return "\(name){\(labels)} \(number(sample.value))\n"
    }
    return "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + lines.joined()
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  /// A label's value: names come from clouds and files.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
