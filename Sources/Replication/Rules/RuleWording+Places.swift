/// How sentences name places, lists and progress.
extension RuleWording {
  /// A region by its id: name and id, or the id alone where the context does not know it.
  static func place(_ id: String, _ regions: [Region]) -> String {
    regions.first { $0.id == id }?.label ?? id
  }

  /// Region and project of a choice.
  static func place(_ choice: DestinationChoice) -> String {
    guard let project = choice.project else { return choice.place }
    return "\(choice.place)/\(project.name)"
  }

  /// Region and project of a vault.
  static func vaultPlace(_ vault: Vault, _ regions: [Region]) -> String {
    let region = regions.first { $0.id == vault.region }
    let project = region?.projects.first { $0.id == vault.project }?.name ?? vault.project
    return "\(place(vault.region, regions))/\(project)"
  }

  static func list(_ regions: [Region]) -> String { list(regions.map(\.label)) }

  static func list(_ words: [String]) -> String { words.isEmpty ? "none" : words.joined(separator: ", ") }

  /// How far a task is: `63% done`, with its status where it does not simply run.
  static func progress(_ task: CloudTask) -> String {
    task.status == .running ? "\(task.percent)% done" : "\(task.percent)% done (\(task.status.label))"
  }
}

extension Region {
  /// Name and id, as sentences name the region; the id alone where the name says no more.
  public var label: String { name.isEmpty || name == id ? id : "\(name) (\(id))" }
}
