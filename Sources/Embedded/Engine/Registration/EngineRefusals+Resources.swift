import Replication

extension EngineRefusals {
  /// What speaks against registering a server under a name.
  static func server(_ name: String, region: String, project: String, _ file: ContextFile) -> [Refusal] {
    var refused = FieldRules.resourceName(name, field: .name)
    if file.servers.contains(where: { $0.name == name && $0.region == region && $0.project == project }) {
      refused.append(nameTaken(name, by: "server", region: region, project: project))
    }
    return refused
  }

  /// What speaks against registering a disk under a name.
  static func disk(_ name: String, region: String, project: String, _ file: ContextFile) -> [Refusal] {
    var refused = FieldRules.resourceName(name, field: .name)
    if file.allDisks.contains(where: { $0.name == name && $0.region == region && $0.project == project }) {
      refused.append(nameTaken(name, by: "disk", region: region, project: project))
    }
    return refused
  }
}
