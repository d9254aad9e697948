internal import Replication

extension Form {
  /// The places the focus passes, in order.
  func slots(_ regions: [Region]) -> [FormSlot] {
    var slots: [FormSlot] = []
    switch purpose {
    case .replica(let backups):
      slots = backups.count == 1 ? [.name, .description] : [.description]
    case .copy(let snapshots):
      slots = snapshots.count == 1 ? [.name] : []
    case .createVault(_, let parent):
      slots = parent == nil ? [.name, .capacity, .growth, .protection] : [.name, .capacity]
      if parent != nil { return slots + [.cancel, .ok] }
    case .expandVault: slots = [.capacity, .growth]
    case .image: slots = [.output, .format]
    case .server: slots = [.image, .name, .output]
    case .disk: slots = [.name, .output]
    case .drill, .drillSnapshot: slots = [.share, .output]
    case .objective: slots = [.span]
    case .fileSystem: slots = [.name, .output]
    }
    for index in destinations.indices { slots += self.slots(ofDestination: index, regions) }
    if canAddDestination(regions) { slots.append(.add) }
    if sourceCount > 1 { slots += preflight.groups.indices.map { .refusal($0) } }
    return slots + [.cancel, .ok]
  }

  private func slots(ofDestination index: Int, _ regions: [Region]) -> [FormSlot] {
    var slots: [FormSlot] = [.region(index)]
    let region = regions.first { $0.id == destinations[index].region }
    if let region, region.projects.count > 1, snapshots.isEmpty { slots.append(.project(index)) }
    if needsVault { slots.append(.vault(index)) }
    return slots
  }

  /// Whether one more destination makes sense.
  func canAddDestination(_ regions: [Region]) -> Bool {
    guard sourceCount > 0, destinations.allSatisfy({ $0.region != nil }) else { return false }
    let source = sourceRegion
    return destinations.count < regions.filter { isCandidate($0, source: source) }.count
  }

  /// Whether a region can hold what the dialog makes at all.
  func isCandidate(_ region: Region, source: String?) -> Bool {
    guard region.id != source else { return false }
    return switch purpose {
    case .replica: region.services.contains(.cbr) && region.replicationCapable
    case .copy: region.services.contains(.cbs)
    default: region.services.contains(.cbr)
    }
  }

  /// The most characters of a text field, where it has a limit.
  func limit(_ slot: FormSlot) -> Int? {
    switch (slot, purpose) {
    case (.name, .copy): FieldRules.snapshotNameLimit
    case (.name, _): FieldRules.nameLimit
    case (.description, _): FieldRules.descriptionLimit
    default: nil
    }
  }

  /// Whether the field must hold something.
  func isRequired(_ slot: FormSlot) -> Bool {
    switch (slot, purpose) {
    case (.name, .copy), (.description, _), (.output, .server), (.output, .drill),
      (.output, .drillSnapshot):
      false
    default: true
    }
  }

  /// What stands in an empty field.
  func placeholder(_ slot: FormSlot) -> String {
    switch (slot, purpose) {
    case (.name, .copy(let snapshots)): snapshots.first.map { DefaultNames.snapshotCopy(of: $0) } ?? ""
    case (.capacity, _): "such as 100GiB"
    case (.span, _): "such as 24h"
    case (.output, .server): "beside the region's store"
    case (.output, .drill), (.output, .drillSnapshot): "in the home"
    default: ""
    }
  }

  /// The words before a field.
  func label(_ slot: FormSlot) -> String {
    switch slot {
    case .name: snapshots.isEmpty ? "Name" : "New name"
    case .description: "Description"
    case .capacity: "Capacity"
    case .output: if case .disk = purpose { "File" } else { "Folder" }
    case .share: "How much"
    case .span: "Objective"
    case .format: "Format"
    case .image: "Image"
    case .protection: "Holds"
    case .growth: "When full"
    case .region: snapshots.isEmpty ? "Region" : "Target"
    case .project: "Project"
    case .vault: "Vault"
    case .refusal, .add, .cancel, .ok: ""
    }
  }
}
