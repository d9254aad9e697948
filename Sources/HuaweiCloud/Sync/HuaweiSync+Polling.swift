import Catalog
import CloudWire
import Replication

extension HuaweiSync {
  /// One look at everything in flight; what is out of reach keeps nothing else from being looked at.
  ///
  /// - Returns: what was seen; it fails with the first of what went wrong.
  func poll() async throws -> Sight {
    var sight = Sight()
    var lost: [String: any Error] = [:]
    for look in try looks() {
      let region = try region(of: look)
      do {
        // Where nobody answers, one wait is enough for all that is there.
        if let error = lost[region] { throw error }
        sight.changed = try await take(look) || sight.changed
      } catch {
        if Explanation(of: error).kind == .unreachable { lost[region] = error }
        sight.note(error, of: look.ids)
        sight.failure = sight.failure ?? error
      }
    }
    return sight
  }

  /// One thing to look at.
  private enum Look {
    case backup(String, tasks: [String])
    case image(CloudTask)
    case operation(CloudTask)

    /// What is not followed where it cannot be looked at.
    var ids: [String] {
      switch self {
      case .backup(let id, let tasks): tasks.isEmpty ? [id] : tasks
      case .image(let task), .operation(let task): [task.id]
      }
    }
  }

  private func region(of look: Look) throws -> String {
    switch look {
    case .backup(let id, _): try catalog.backup(id)?.region ?? ""
    case .image(let task), .operation(let task): task.source?.region ?? task.target?.region ?? ""
    }
  }

  /// Sources before targets: a source's record names the target.
  private func looks() throws -> [Look] {
    var (looks, targets, seen) = ([Look](), [Look](), Set<String>())
    let open = try catalog.allTasks(statuses: [.waiting, .running])
    let replications = Dictionary(grouping: open.filter { $0.type == .replication }) { $0.source?.id ?? "" }
    for task in open {
      switch task.type {
      case .replication:
        if let id = task.source?.id, seen.insert(id).inserted {
          looks.append(.backup(id, tasks: replications[id, default: []].map(\.id)))
        }
        if let id = task.target?.id, id != task.id, seen.insert(id).inserted {
          // How far it is tells its source's record.
          targets.append(.backup(id, tasks: []))
        }
      case .image: looks.append(.image(task))
      default: looks.append(.operation(task))
      }
    }
    let busy = try busyBackups().filter { seen.insert($0).inserted }
    return looks + targets + busy.map { Look.backup($0, tasks: []) }
  }

  private func take(_ look: Look) async throws -> Bool {
    switch look {
    case .backup(let id, _): try await follow(id)
    case .image(let task): try await followImage(task)
    case .operation(let task): try await followOperation(task)
    }
  }

  /// Backups that go, or are being made, although no task of ours says so; a few, or a large account would take long.
  private func busyBackups() throws -> [String] {
    let busy = BackupStatus.known.filter { $0.isBusy && $0 != .waitingProtect }.map(\.rawValue)
    let listing = Listing(.backups(nil), statuses: busy)
    guard case .backups(let window) = try catalog.rows(listing, at: .offset(0), limit: 50) else { return [] }
    return window.rows.map(\.id)
  }

  /// Reads a backup anew where the catalog knows its place; one that exists only as a task's wish is left alone.
  private func follow(_ id: String) async throws -> Bool {
    guard let row = try catalog.backup(id), try catalog.task(id) == nil else {
      // A replica that the cloud has named since is put by its source's record.
      return false
    }
    return try await read(backup: id, HuaweiPlace(region: row.region, project: row.project)).changed
  }

  private func followOperation(_ task: CloudTask) async throws -> Bool {
    guard let region = task.source?.region ?? task.target?.region else { return false }
    var changed = false
    for place in try places(region) {
      do {
        let operation = try await client.operation(task.id, place)
        changed = try PageKeeper(catalog: catalog, now: clock.now).put([operation], at: place) || changed
        if let id = task.source?.id, try catalog.backup(id) != nil { changed = try await follow(id) || changed }
        return changed
      } catch HuaweiError.failure(let failure) where failure.category == .missing {
        // Another project of the region has it.
        continue
      }
    }
    return changed
  }

  private func followImage(_ task: CloudTask) async throws -> Bool {
    guard let backup = try task.source.flatMap({ try catalog.backup($0.id) }) else { return false }
    let job = try await client.imageJob(task.id, HuaweiPlace(region: backup.region, project: backup.project))
    var next = task
    next.bytesDone = task.bytesTotal * Int64(job.percent ?? 0) / 100
    switch job.status {
    case "INIT": next.status = .waiting
    case "SUCCESS": (next.status, next.phase, next.endedAt) = (.success, .done, clock.now)
    case "FAIL":
      (next.status, next.phase, next.endedAt) = (.failed, .done, clock.now)
      next.error = CatalogRows.words(job.failReason, job.errorCode)
    default: (next.status, next.phase, next.startedAt) = (.running, .writing, task.startedAt ?? clock.now)
    }
    if let image = job.entities?.imageId { next.target?.id = image }
    guard next != task else { return false }
    try catalog.write(durable: false) { transaction in
      try transaction.put(next)
      guard next.status == .success, let image = job.entities?.imageId else { return }
      try transaction.put(
        Image(
          id: image, name: job.entities?.imageName ?? next.target?.name ?? image, region: backup.region,
          backup: backup.id, disks: [], createdAt: clock.now))
    }
    return true
  }

  private func places(_ region: String) throws -> [HuaweiPlace] {
    try catalog.regions().filter { $0.id == region }.flatMap(\.projects).map {
      HuaweiPlace(region: region, project: $0.id)
    }
  }
}
