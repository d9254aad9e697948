import Catalog
import Replication

extension OpenContext {
  /// Prints one vault.
  func printVault(_ id: String) throws -> ExitStatus {
    guard let vault = try catalog.vault(id) else { throw gone(id, "vault") }
    if output.json {
      try output.document(VaultShape(vault))
      return .done
    }
    var detail = Detail()
    detail.add("vault", vault.name)
    detail.add("id", vault.id)
    detail.add("type", vault.type.rawValue)
    detail.add("protection", vault.protection.rawValue)
    detail.add("status", vault.status.label)
    detail.add("place", place(vault.region, vault.project))
    detail.add("capacity", ByteFormat.short(vault.capacity) + (vault.autoExpand ? ", grows by itself" : ""))
    detail.add("used", ByteFormat.short(vault.used))
    detail.add("reserved", ByteFormat.short(vault.reserved))
    detail.add("backups", "\(vault.backupCount)")
    detail.add("resources", "\(vault.resourceCount)")
    if !vault.replicatedTo.isEmpty { detail.add("replicated-to", vault.replicatedTo.joined(separator: ", ")) }
    detail.add("created", Moment.text(vault.createdAt))
    try detail.print(to: output)
    return .done
  }

  /// Prints one backup or replica.
  func printBackup(_ id: String) throws -> ExitStatus {
    guard let backup = try catalog.backup(id) else { throw gone(id, "backup") }
    if output.json {
      try output.document(BackupShape(backup))
      return .done
    }
    var detail = Detail()
    detail.add(backup.kind.rawValue, backup.name)
    detail.add("id", backup.id)
    detail.add("description", backup.description)
    let paused = try pausedTargets()
    detail.add("status", backup.status.label(isPaused: paused.contains(backup.id)) + (backup.locked ? ", locked" : ""))
    detail.add("resource", "\(backup.resource.kind.rawValue) \(backup.resource.name)")
    detail.add("place", place(backup.region, backup.project))
    detail.add("vault", backup.vault.name)
    detail.add("size", ByteFormat.short(backup.size))
    for disk in backup.disks {
      let hash = disk.sha256.map { " sha256 \($0)" } ?? ""
      detail.add("disk", "\(disk.name) \(disk.usage.rawValue) \(disk.size) bytes\(hash)")
    }
    detail.add("created", Moment.text(backup.createdAt))
    detail.add("verified", backup.verifiedAt.map { Moment.text($0) })
    detail.add("damaged", backup.damagedAt.map { "found \(Moment.text($0))" })
    detail.add("drill", backup.drill.map(Self.words))
    detail.add("source", backup.source.map { "\($0.id) in \($0.region)" })
    for replica in backup.replicas {
      detail.add(
        "replica", "\(replica.id) in \(replica.region), \(replica.status.label(isPaused: paused.contains(replica.id)))")
    }
    detail.add("read", backup.openedLive ? "while in use: crash-consistent at best" : nil)
    detail.add("note", backup.report?.sentence)
    for name in backup.report?.changed.first ?? [] { detail.add("changed", name.isEmpty ? "." : name) }
    for name in backup.report?.vanished.first ?? [] { detail.add("vanished", name) }
    try detail.print(to: output)
    return .done
  }

  /// Prints one snapshot.
  func printSnapshot(_ id: String) throws -> ExitStatus {
    guard let snapshot = try catalog.snapshot(id) else { throw gone(id, "snapshot") }
    if output.json {
      try output.document(SnapshotShape(snapshot))
      return .done
    }
    var detail = Detail()
    detail.add("snapshot", snapshot.name)
    detail.add("id", snapshot.id)
    let isPaused = try pausedTargets().contains(snapshot.id)
    detail.add("state", snapshot.state.label(isPaused: isPaused) + (snapshot.locked ? ", locked" : ""))
    detail.add("percent", snapshot.percent < 100 ? "\(snapshot.percent)" : nil)
    detail.add("disk", "\(snapshot.disk.name) (\(snapshot.usage.rawValue))")
    detail.add("place", place(snapshot.region, snapshot.project))
    detail.add("size", ByteFormat.short(snapshot.size))
    detail.add("sha256", snapshot.sha256)
    detail.add("created", Moment.text(snapshot.createdAt))
    detail.add("verified", snapshot.verifiedAt.map { Moment.text($0) })
    detail.add("damaged", snapshot.damagedAt.map { "found \(Moment.text($0))" })
    detail.add("drill", snapshot.drill.map(Self.words))
    detail.add("copied from", snapshot.source.map { "\($0.id) in \($0.region)" })
    detail.add("copying to", snapshot.copyingTo.joined(separator: ", "))
    try detail.print(to: output)
    return .done
  }

  /// Prints one image.
  func printImage(_ id: String) throws -> ExitStatus {
    guard let image = try catalog.image(id) else { throw gone(id, "image") }
    if output.json {
      try output.document(ImageShape(image))
      return .done
    }
    var detail = Detail()
    detail.add("image", image.name)
    detail.add("id", image.id)
    detail.add("region", image.region)
    detail.add("backup", image.backup)
    for disk in image.disks {
      let hash = disk.sha256.map { " sha256 \($0)" } ?? ""
      detail.add(disk.name, "\(disk.path) \(disk.size) bytes\(hash)")
    }
    detail.add("domain", image.domain)
    detail.add("created", Moment.text(image.createdAt))
    try detail.print(to: output)
    return .done
  }

  /// What a drill found, in one line.
  private static func words(_ drill: DrillCertificate) -> String {
    let share = drill.percent < 100 ? "a sample of \(drill.percent) %" : "all of it"
    let what = "\(share), \(ByteFormat.short(drill.bytes))"
    return drill.passed
      ? "\(Moment.text(drill.date)), passed: \(what)"
      : "\(Moment.text(drill.date)), FAILED: \(drill.problem ?? what)"
  }

  private func place(_ region: String, _ project: String) -> String {
    let found = (try? catalog.regions())?.first { $0.id == region }
    return "\(found?.label ?? region)/\(found?.projects.first { $0.id == project }?.name ?? project)"
  }

  /// Deleted by somebody else between finding and showing.
  private func gone(_ id: String, _ word: String) -> Declined {
    Declined(refusals: [Resolver.unknown(id, word, field: word == "vault" ? .vault : .source)])
  }
}
