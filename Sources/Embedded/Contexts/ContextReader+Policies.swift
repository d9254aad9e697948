import Foundation
import Replication
import Yams

extension ContextReader {
  func policy(_ node: Node, in context: ContextFile) throws(ContextError) -> Policy {
    let map = try YAMLMap(
      node, file: file, what: "a policy",
      keys: [
        "id", "name", "operation", "enabled", "schedule", "timezone", "starts", "since", "missed", "to", "retention",
        "allow-open", "drill", "vaults",
      ])
    let id = try map.required("id")
    let name = try map.required("name")
    guard !context.policies.contains(where: { $0.id == id }) else { throw map.broken("id", "\(id) stands there twice") }
    guard !context.policies.contains(where: { $0.name == name }) else {
      throw map.broken("name", "two policies are named \(name)")
    }
    let operation: PolicyOperation = try map.word("operation")
    let destination = try destination(map)
    guard (operation == .replication) == (destination != nil) else {
      throw map.broken("to", "a replication policy says where to, others do not")
    }
    let drill = try map.count("drill")
    guard drill.map({ (1...100).contains($0) }) ?? (operation != .drill) else {
      throw map.broken("drill", "drill must be a number of percent from 1 to 100")
    }
    var vaults: [PolicyVault] = []
    for node in try map.list("vaults") { vaults.append(try policyVault(node)) }
    return Policy(
      id: id, name: name, operation: operation, isEnabled: try map.flag("enabled", default: true),
      schedule: try schedule(map), since: try moment(map, "since"), missed: try map.word("missed", default: .once),
      destination: destination, retention: try retention(map), allowOpen: try map.flag("allow-open", default: false),
      drill: drill, vaults: vaults)
  }

  private func schedule(_ map: YAMLMap) throws(ContextError) -> Schedule {
    let (rule, zone) = (try map.required("schedule"), try map.required("timezone"))
    let since = try moment(map, "since")
    var schedule: Schedule
    do throws(ScheduleError) {
      schedule = try Schedule(rule, zone: zone, startingAt: since)
    } catch {
      let key = error.refusal.code == .timeZone ? "timezone" : "schedule"
      throw map.broken(key, String(error.explanation.message.dropLast()))
    }
    if let text = try map.text("starts") {
      guard let day = CivilDay(text) else { throw map.broken("starts", "starts must be a day such as 2026-11-21") }
      schedule.start = day
    }
    return schedule
  }

  private func moment(_ map: YAMLMap, _ key: String) throws(ContextError) -> Date {
    let text = try map.required(key)
    guard let date = try? Date(text, strategy: .iso8601) else {
      throw map.broken(key, "\(key) must be a moment such as 2026-11-21T17:00:00Z")
    }
    return date
  }

  private func destination(_ map: YAMLMap) throws(ContextError) -> Destination? {
    guard let to = try map.map("to", keys: ["region", "project", "vault"]) else { return nil }
    return Destination(region: try to.required("region"), project: try to.text("project"), vault: try to.text("vault"))
  }

  private func retention(_ policy: YAMLMap) throws(ContextError) -> Retention {
    let keys = ["last", "days", "daily", "weekly", "monthly", "yearly"]
    guard let map = try policy.map("retention", keys: keys) else { return .everything }
    let retention = Retention(
      last: try map.count("last"), days: try map.count("days"), daily: try map.count("daily"),
      weekly: try map.count("weekly"), monthly: try map.count("monthly"), yearly: try map.count("yearly"))
    guard retention.refusals.isEmpty else {
      throw policy.broken("retention", "numbers of a retention are from 1 to \(Retention.counts.upperBound)")
    }
    return retention
  }

  private func policyVault(_ node: Node) throws(ContextError) -> PolicyVault {
    let map = try YAMLMap(node, file: file, what: "a vault of a policy", keys: ["vault", "resources"])
    var vault = PolicyVault(vault: try map.required("vault"))
    for node in try map.list("resources") {
      guard let id = node.scalar?.string, !id.isEmpty else { throw map.broken("resources", "resources must be ids") }
      vault.resources.append(id)
    }
    return vault
  }
}
