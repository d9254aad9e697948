import Foundation
import Replication
import Yams

extension ContextWriter {
  func policy(_ policy: Policy) -> Node {
    // Rounded up, so that a time that has passed when it was written does not come again.
    let since = Date(timeIntervalSince1970: policy.since.timeIntervalSince1970.rounded(.up))
    var entries = [
      entry("id", text(policy.id)), entry("name", text(policy.name)),
      entry("operation", text(policy.operation.rawValue)), entry("enabled", Node(policy.isEnabled ? "on" : "off")),
      entry("schedule", text(policy.schedule.rule.text)), entry("timezone", text(policy.schedule.zone.name)),
      entry("starts", text(policy.schedule.start.text)),
      entry("since", text(since.formatted(.iso8601))),
      entry("missed", text(policy.missed.rawValue)),
    ]
    if let destination = policy.destination {
      let parts = [("region", destination.region), ("project", destination.project), ("vault", destination.vault)]
      entries.append(entry("to", block(parts.compactMap { key, value in value.map { entry(key, text($0)) } })))
    }
    if !policy.retention.keepsEverything { entries.append(entry("retention", retention(policy.retention))) }
    if policy.allowOpen { entries.append(entry("allow-open", Node("on"))) }
    if let drill = policy.drill { entries.append(entry("drill", Node(String(drill)))) }
    if !policy.vaults.isEmpty { entries.append(entry("vaults", list(policy.vaults.map(vault)))) }
    return block(entries)
  }

  private func retention(_ retention: Retention) -> Node {
    let parts = [
      ("last", retention.last), ("days", retention.days), ("daily", retention.daily), ("weekly", retention.weekly),
      ("monthly", retention.monthly), ("yearly", retention.yearly),
    ]
    return block(parts.compactMap { key, count in count.map { entry(key, Node(String($0))) } })
  }

  private func vault(_ vault: PolicyVault) -> Node {
    var entries = [entry("vault", text(vault.vault))]
    if !vault.resources.isEmpty { entries.append(entry("resources", list(vault.resources.map(text)))) }
    return block(entries)
  }
}
