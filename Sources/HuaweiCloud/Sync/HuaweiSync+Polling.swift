import Catalog
import CloudWire
import Replication

extension HuaweiSync {
  /// Between two looks at what is in flight, while something changes.
  private static let quick = Duration.seconds(5)
  /// The longest pause, where nothing does.
  private static let slow = Duration.seconds(60)

  /// Looks at what is in flight until the caller is cancelled: every 5 s, backing off to 60 s while nothing changes.
  func follow() async {
    var pause = Self.quick
    while !Task.isCancelled {
      // A round that fails is tried again after the pause; what is out of reach shows by its age.
      let changed = (try? await poll()) ?? false
      pause = changed ? Self.quick : min(Self.slow, pause * 1.5)
      if await sleep(pause) { pause = Self.quick }
    }
  }

  /// One look at everything in flight.
  ///
  /// - Returns: whether anything changed.
  func poll() async throws -> Bool {
    let open = try catalog.allTasks(statuses: [.waiting, .running])
    var changed = false
    var sources: Set<String> = []
    for task in open {
      switch task.type {
      case .replication:
        guard let source = task.source, sources.insert(source.id).inserted else { continue }
        changed = try await follow(source.id) || changed
      case .image: changed = try await followImage(task) || changed
      default: changed = try await followOperation(task) || changed
      }
    }
    for task in open where task.type == .replication {
      guard let id = task.target?.id, id != task.id else { continue }
      changed = try await follow(id) || changed
    }
    for id in watched {
      changed = try await follow(id) || changed
      if try catalog.backup(id)?.status.isBusy != true { watched.remove(id) }
    }
    return changed
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

  /// Waits, but not when something has been admitted meanwhile.
  ///
  /// - Returns: whether it was woken.
  private func sleep(_ pause: Duration) async -> Bool {
    let clock = clock
    let sleeper = Task { () -> Bool in
      do { try await clock.sleep(pause) } catch { return true }
      return false
    }
    self.sleeper = sleeper
    return await withTaskCancellationHandler {
      await sleeper.value
    } onCancel: {
      sleeper.cancel()
    }
  }

  /// Something has been admitted or is to be looked at: the next look comes at once.
  func nudge(watching id: String? = nil) {
    if let id { watched.insert(id) }
    sleeper?.cancel()
  }
}
