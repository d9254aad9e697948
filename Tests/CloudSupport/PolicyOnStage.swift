/// A policy of a stage, as the cloud keeps it.
struct PolicyOnStage {
  var id: String
  var project: String
  var name: String
  var enabled: Bool
  var type: String
  var definition: [String: any Sendable]
  var pattern: [String]
  /// The vaults it is applied to, and where their replicas go.
  var vaults: [(vault: String, target: String?)] = []

  var json: [String: Any] {
    [
      "id": id, "name": name, "enabled": enabled, "operation_type": type, "operation_definition": definition,
      "trigger": ["type": "time", "properties": ["pattern": pattern, "start_time": "2024-01-08 09:59:49"]],
      "associated_vaults": vaults.map { one in
        ["vault_id": one.vault, "destination_vault_id": one.target].compactMapValues { $0 }
      },
    ]
  }

  /// Takes what a request names and leaves the rest.
  mutating func take(_ wish: [String: Any]) {
    name = wish["name"] as? String ?? name
    enabled = wish["enabled"] as? Bool ?? enabled
    for (key, value) in wish["operation_definition"] as? [String: Any] ?? [:] {
      definition[key] = (value as? Int).map { $0 as any Sendable } ?? "\(value)"
    }
    let trigger = wish["trigger"] as? [String: Any]
    pattern = (trigger?["properties"] as? [String: Any])?["pattern"] as? [String] ?? pattern
  }
}
