import Foundation

extension KillHarness {
  /// What this round does: at random, but only what there is something for.
  func choose() -> KillOperation {
    let operation = KillOperation.allCases.randomElement(using: &numbers) ?? .create
    switch operation {
    case .create where kept.count >= 10, .createTree where kept.count >= 10: return .delete
    case .replicate where unreplicated.isEmpty, .delete where kept.count < 3, .image where disks.isEmpty:
      return .create
    case .importing where replicas.isEmpty: return .create
    case .restoreTree where trees.isEmpty: return .createTree
    default: return operation
    }
  }

  var replicas: [String] { kept.filter { $0.value.isReplica }.keys.sorted() }
  var disks: [String] { kept.filter { !$0.value.content.isTree }.keys.sorted() }
  var trees: [String] { kept.filter { $0.value.content.isTree }.keys.sorted() }
  var unreplicated: [String] {
    let replicated = Set(kept.values.filter(\.isReplica).map(\.content))
    return kept.filter { !$0.value.isReplica && !replicated.contains($0.value.content) }.keys.sorted()
  }

  func arguments(of operation: KillOperation) throws -> [String] {
    switch operation {
    case .create:
      try sources.changeDisk(&numbers, wholly: plan.wholly > 0 && round.isMultiple(of: plan.wholly), in: home)
      return ["backups", "create", "--server", "s", "--vault", "backup-east", "--name", "n\(round)"]
    case .createTree:
      try sources.changeTree(&numbers)
      return ["backups", "create", "--filesystem", "share", "--vault", "tb", "--name", "n\(round)"]
    case .replicate:
      return ["replicas", "create", unreplicated.randomElement(using: &numbers) ?? "", "--to", "west", "--wait"]
    case .delete:
      let id = kept.keys.sorted().randomElement(using: &numbers) ?? ""
      return ["backups", "delete", id, "--confirm", kept[id]?.name ?? ""]
    case .collect: return ["store", "collect"]
    case .image:
      let id = disks.randomElement(using: &numbers) ?? ""
      return ["images", "create", "--backup", id, "--output", "\(home.folder)/images"]
    case .restoreTree:
      let id = trees.randomElement(using: &numbers) ?? ""
      return ["filesystems", "create", "made", "--backup", id, "--path", "\(home.folder)/made"]
    case .importing:
      let copy = "\(home.folder)/copy"
      try FileManager.default.copyItem(atPath: "\(home.folder)/west", toPath: copy)
      return ["store", "import", copy, "--take", "--home", otherHome]
    }
  }

  var otherHome: String { "\(home.folder)/other" }

  /// What a backup made in this round has to give back.
  func content(_ arguments: [String]) throws -> KillSources.Content {
    arguments.contains("--filesystem")
      ? .tree(try TreePicture.of(sources.treePath)) : .disk(sources.disk)
  }
}
