internal import Replication

extension Form {
  /// The destinations that are said completely enough to be asked about.
  var completeDestinations: [Destination] {
    destinations.compactMap { choice in
      guard let region = choice.region, !needsVault || choice.vault != nil else { return nil }
      return Destination(region: region, project: choice.project, vault: choice.vault)
    }
  }

  /// What OK asks for: every backup to every destination.
  var replicaRequests: [ReplicaRequest] {
    backups.flatMap { backup in
      completeDestinations.map { destination in
        ReplicaRequest(
          backup: backup.id, destination: destination, name: backups.count == 1 ? text(.name) : nil,
          description: text(.description))
      }
    }
  }

  /// What OK asks for: every snapshot to every region.
  var copyRequests: [SnapshotCopyRequest] {
    snapshots.flatMap { snapshot in
      completeDestinations.map { destination in
        SnapshotCopyRequest(
          snapshot: snapshot.id, region: destination.region,
          name: snapshots.count == 1 && !text(.name).isEmpty ? text(.name) : nil)
      }
    }
  }

  /// Sets what the cloud said under its fields; what belongs to no field becomes the message.
  mutating func take(_ refusals: [Refusal]) {
    remote = [:]
    message = ""
    for refusal in refusals {
      if sourceCount <= 1, let slot = slot(of: refusal) {
        remote[slot] = remote[slot].map { $0 + " " + refusal.message } ?? refusal.message
      } else if message.isEmpty {
        message = refusal.message
      }
    }
  }

  private func slot(of refusal: Refusal) -> FormSlot? {
    let index = destinations.firstIndex { $0.region == refusal.region } ?? (destinations.count == 1 ? 0 : nil)
    return switch refusal.field {
    case .name: texts[.name] == nil ? nil : .name
    case .description: texts[.description] == nil ? nil : .description
    case .capacity: texts[.capacity] == nil ? nil : .capacity
    case .region: index.map { .region($0) }
    // A region with one project has no project field; what is wrong with it is said at the region.
    case .project: index.map { .region($0) }
    case .vault: index.map { needsVault ? .vault($0) : .region($0) }
    case .sample: texts[.share] == nil ? nil : .share
    case .source, .schedule, .retention, .timeZone: nil
    case nil: refusal.region == nil ? nil : index.map { .region($0) }
    }
  }
}
