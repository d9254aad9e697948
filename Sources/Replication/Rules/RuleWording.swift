import struct Foundation.Date

/// The sentences operators read when a rule forbids something: what, to what, and what next.
///
/// The facts in them are required (requirements S8–S48); machines read the code beside the sentence.
enum RuleWording {
  // MARK: Backups

  static func diskBackup(_ backup: Backup) -> String {
    let parent = backup.parent.map { " (\($0))" } ?? ""
    return "Disk backups stay in their region. Replicate the server backup that contains this disk\(parent)."
  }

  static func regionNotCapable(_ place: String, capable: [Region]) -> String {
    "\(place) cannot take part in replication. Regions that can: \(list(capable))."
  }

  static func noDestination(_ place: String) -> String {
    "No destination region is available from \(place): no other region of this context can take part in replication."
  }

  static func sameRegion(_ place: String, copies: Bool = false) -> String {
    "Choose a region other than \(place); a \(copies ? "copy" : "replica") in the same region gives no protection."
  }

  static func notECS(_ backup: Backup) -> String {
    "Only ECS backups can be replicated; this one is from a \(backup.resource.kind.label)."
  }

  static func noSystemDisk(_ backup: Backup) -> String {
    "This backup has no system disk, so no server could start from its replica."
      + " Back the server up with its system disk."
  }

  static func notAvailable(_ backup: Backup) -> String {
    let next = backup.status == .error ? " An errored backup stays so: make a new one." : ""
    return "Backup is \(backup.status.label); it can be replicated once it is Available.\(next)"
  }

  static func alreadyReplica(_ backup: Backup, _ regions: [Region]) -> String {
    guard let source = backup.source else {
      return "This is a replica, and replicas cannot be replicated again. Replicate its original instead."
    }
    return "This is a replica. Replicate its original in \(place(source.region, regions)) instead (\(source.id))."
  }

  static func replicationVault(_ vault: Vault) -> String {
    "\(vault.name) is a replication vault; its contents are already replicas. Replicate the vault of their originals."
  }

  static func vaultOnce(_ vault: Vault, region: String) -> String {
    "\(vault.name) has been replicated to \(region) before, and this cloud replicates a vault to a region once."
      + " Replicate single backups instead."
  }

  static func replicaExists(_ replica: Backup, _ regions: [Region]) -> String {
    let region = regions.first { $0.id == replica.region }
    let project = region?.projects.first { $0.id == replica.project }?.name ?? replica.project
    let next = replica.status == .deleting ? "Wait until it is deleted." : "Delete it first."
    return "\(place(replica.region, regions)) already holds replica \(replica.name)"
      + " (\(replica.status.label), project \(project)). \(next)"
  }

  static func replicaEverywhere(_ replicas: [ReplicaRecord], _ regions: [Region]) -> String {
    let places = replicas.map { replica in
      "\(regions.first { $0.id == replica.region }?.name ?? replica.region) (\(replica.status.label))"
    }
    return "Every region it could go to already holds a replica: \(list(places)). Delete one first."
  }

  static func autoOnce(_ place: String, date: Date) -> String {
    "Already replicated to \(place) on \(UTCStamp(date).readable); automatic replication runs once."
      + " It can be replicated by hand."
  }

  static func requestInFlight(_ other: ReplicaFacts.InFlight, place: String) -> String {
    "Another operator (\(other.requestedBy), \(UTCStamp(other.date).readable)) has just started this replica"
      + " to \(place). Watch its task instead."
  }

  static func sourceLocked(_ task: CloudTask) -> String {
    let region = task.target?.region ?? "another region"
    return "Replica to \(region) is \(progress(task)); the source is locked until it ends."
  }

  static func lockedElsewhere(_ name: String, id: String) -> String {
    "\(name) (\(id)) is being replicated and locked until that ends. Delete it afterwards."
  }

  // MARK: Destination vaults

  static func vaultKind(_ vault: Vault, type: ResourceType, choice: DestinationChoice) -> String {
    var faults: [String] = []
    if vault.type != type || vault.protection != .replication {
      faults.append("is \(vault.type == .turbo ? "an" : "a") \(vault.type.label) \(vault.protection.label) vault")
    }
    if choice.region != nil, !choice.projectIsUnknown, !choice.isHere(vault) {
      faults.append("lies in \(vaultPlace(vault, choice.facts.regions))")
    }
    if !vault.status.acceptsReplicas { faults.append("is \(vault.status.label)") }
    return "\(vault.name) \(faults.joined(separator: " and "))."
      + " Choose an available \(type.label) replication vault in \(place(choice))."
  }

  static func vaultElsewhere(_ id: String, type: ResourceType, choice: DestinationChoice) -> String {
    "Vault \(id) is not in \(choice.place). Choose an available \(type.label) replication vault in \(place(choice))."
  }

  static func noVault(type: ResourceType, unusable: [Vault], choice: DestinationChoice) -> String {
    guard !unusable.isEmpty else { return "\(place(choice)) has no \(type.label) replication vault. Create one first." }
    let names = unusable.map { "\($0.name) is \($0.status.label)" }.joined(separator: ", ")
    return "\(place(choice)) has no usable \(type.label) replication vault (\(names)). Create one first."
  }

  static func vaultCapacity(_ vault: Vault, needs: Int64, unfinished: Int?) -> String {
    let free = max(0, vault.free)
    // Two sizes that read the same would make the refusal look like a mistake.
    let isClose = ByteFormat.short(needs) == ByteFormat.short(free)
    func size(_ bytes: Int64) -> String { isClose ? "\(bytes) bytes" : ByteFormat.short(bytes) }
    var text = "Needs \(size(needs)); \(vault.name) has \(size(free)) free"
    if vault.reserved > 0 {
      let tasks = unfinished.map { $0 == 1 ? "1 unfinished task reserves" : "\($0) unfinished tasks reserve" }
      text += " (\(tasks ?? "unfinished tasks reserve") \(ByteFormat.short(vault.reserved)))"
    }
    return text + ". Expand the vault, delete replicas in it or choose another."
  }

  static func vaultRequired(_ candidates: [Vault], choice: DestinationChoice) -> String {
    let names = candidates.map { "\($0.name) (\(ByteFormat.short(max(0, $0.free))) free)" }
    return "Choose a vault: \(place(choice)) has \(candidates.count) that fit: \(names.joined(separator: ", "))."
  }

  static let vaultNeedsRegion = "Choose a vault; the vaults to choose from depend on the region."

  static func duplicateName(_ name: String, vault: Vault) -> String {
    "\(vault.name) already holds a replica named \(name). Both are kept; their ids differ."
  }

  // MARK: Choices

  static func regionRequired(_ regions: [Region]) -> String {
    regions.isEmpty ? "Choose a region; none is available." : "Choose a region: \(list(regions))."
  }

  static func unknownRegion(_ id: String, known: [Region]) -> String {
    "There is no region \(id) in this context. Regions: \(list(known))."
  }

  static func unknownProject(_ id: String, region: Region) -> String {
    let names = region.projects.map { $0.name == $0.id ? $0.id : "\($0.name) (\($0.id))" }
    return "\(region.label) has no project \(id). Projects there: \(list(names))."
  }

  // MARK: Snapshots

  static let betaNotGranted =
    "Cross-region replication is in beta for this account."
    + " Request access by ticket: console.intl.cloud.tencent.com/workorder/category"

  static func regionUnsupported(_ place: String, supported: [Region]) -> String {
    "\(place) does not support snapshot copies. Regions that do: \(list(supported))."
  }

  static func financeZone(from source: Region, to target: Region, regions: [Region]) -> String {
    let zones = regions.filter { $0.zone == .finance && $0.id != source.id }
    if source.zone == .finance {
      return "\(source.label) is a finance zone; copies may only go to finance zones: \(list(zones))."
    }
    return "\(target.label) is a finance zone and \(source.label) is not;"
      + " copies may only go among finance zones: \(list(zones)). Choose another region."
  }

  static func systemDiskSnapshot(_ snapshot: Snapshot) -> String {
    "System-disk snapshots cannot be copied to other regions. \(snapshot.id) is one; copy data-disk snapshots instead."
  }

  static func snapshotState(_ snapshot: Snapshot) -> String {
    "Snapshot is \(snapshot.state.label); wait until it is Normal."
  }

  static func sharedSnapshot(_ snapshot: Snapshot) -> String {
    "Snapshot \(snapshot.id) is shared by another account; only snapshots of this account can be copied."
      + " Ask its owner to copy it."
  }

  static func snapshotQuota(_ region: Region, quota: Int) -> String {
    "\(region.label): \(region.snapshotsUsed) of \(quota) snapshots used. Delete one or choose another region."
  }

  static func snapshotLocked(_ snapshot: Snapshot, regions: [String]) -> String {
    let places = regions.isEmpty ? "another region" : list(regions)
    return "\(snapshot.id) is being copied to \(places); it can be deleted afterwards."
  }

  static func copyInProgress(_ place: String, percent: Int) -> String {
    "A copy to \(place) is already running (\(percent)%). Another can be made once it has ended."
  }

  // MARK: Vault replication, retries, tasks

  static func nothingEligible(_ vault: Vault, count: Int) -> String {
    guard count > 0 else { return "\(vault.name) holds no backups, so there is nothing to replicate." }
    return "None of the \(count) backups in \(vault.name) can be replicated there now; each is skipped with its reason."
  }

  static func interrupted(_ task: CloudTask) -> String {
    "\(task.statusLabel)." + (task.error.map { " \($0)" } ?? "")
  }

  static let brokenCopy = "What lies there holds no usable data. Delete it, then replicate again."

  static func retry(_ number: Int, cause: String) -> String { "Retry \(number) of an earlier failure: \(cause)" }

  static func taskStatus(_ action: TaskAction, _ task: CloudTask) -> String {
    let possible = TaskAction.allCases.filter { TaskMachine.allowed($0, in: task.status) }.map(\.rawValue)
    let next = possible.isEmpty ? "Nothing can be done with it." : "Possible now: \(list(possible))."
    return "Task \(task.id) is \(task.statusLabel), so it cannot be told to \(action.rawValue). \(next)"
  }

  // MARK: Fields, and vaults' names and sizes

  static func nameMissing(limit: Int) -> String {
    "A name is required: 1 to \(limit) letters, digits, “_” or “-”."
  }

  static func tooLong(_ subject: String, _ size: TextSize, limit: Int) -> String {
    size.isUTF16
      ? "\(subject) has \(size.count) UTF-16 units, which this cloud counts; at most \(limit) are allowed."
      : "\(subject) has \(size.count) characters; at most \(limit) are allowed."
  }

  static func nameCharacter(_ culprit: Culprit) -> String {
    // Short enough for the line under the field; "letters" are S38's: a–z, A–Z and CJK ideographs.
    "Character \(culprit.position) is \(culprit.label): use letters, digits, “_” and “-”."
  }

  static func descriptionCharacter(_ culprit: Culprit) -> String {
    "Character \(culprit.position) is \(culprit.label); descriptions may not hold “<” or “>”."
  }

  static func snapshotNameCharacter(_ culprit: Culprit) -> String {
    "Character \(culprit.position) is \(culprit.label); snapshot names may hold printable characters only."
  }

  static func regionIDMissing(limit: Int) -> String {
    "A region id is required: 1 to \(limit) of a–z, digits and “-”."
  }

  static func regionIDCharacter(_ culprit: Culprit) -> String {
    "Character \(culprit.position) is \(culprit.label); region ids may hold a–z, digits and “-”."
  }

  static func serviceMissing(_ region: Region) -> String {
    "\(region.label) does not offer Cloud Backup and Recovery (cbr), so it has no vaults. Choose another region."
  }

  static func nameTaken(_ vault: Vault, region: Region) -> String {
    let project = region.projects.first { $0.id == vault.project }?.name ?? vault.project
    return "\(region.label)/\(project) already has a vault named \(vault.name) (\(vault.id)). Choose another name."
  }

  static func capacityOutside(_ capacity: Int64, allowed: ClosedRange<Int64>) -> String {
    "A vault cannot hold \(ByteFormat.short(capacity)); give a capacity from"
      + " \(ByteFormat.short(allowed.lowerBound)) to \(ByteFormat.short(allowed.upperBound))."
  }

  static func capacityBelow(_ capacity: Int64, vault: Vault) -> String {
    let taken = ByteFormat.short(vault.taken ?? vault.used)
    return "\(vault.name) holds \(ByteFormat.short(vault.used)) and unfinished tasks reserve"
      + " \(ByteFormat.short(vault.reserved)); \(ByteFormat.short(capacity)) is less than those \(taken)."
      + " Give more, or delete from the vault first."
  }

  // MARK: Deletion

  static func targetInFlight(_ name: String, id: String, _ task: CloudTask) -> String {
    "\(name) (\(id)) is still being made: \(task.type.label.lowercased()) \(task.id) is \(progress(task))."
      + (task.status == .interrupted ? " Resume or discard that task instead." : " Cancel that task instead.")
  }

  static func inUse(_ name: String, id: String, _ task: CloudTask) -> String {
    "\(name) (\(id)) is in use: \(task.type.label.lowercased()) \(task.id) is \(progress(task))."
      + " Wait for it or cancel it."
  }

  static func neededByImage(_ name: String, id: String, _ image: Image, others: Int) -> String {
    let more = others == 0 ? "" : others == 1 ? " and 1 more" : " and \(others) more"
    return "\(name) (\(id)) is needed by the image \(image.id)\(more)."
      + " Delete \(others == 0 ? "it" : "them") first with farshore images delete."
  }

  static func alreadyDeleting(_ name: String, id: String) -> String {
    "\(name) (\(id)) is already being deleted. Wait until it is gone."
  }

  static func lastCopy(_ name: String, id: String) -> String {
    "No other verified copy of \(name) (\(id)) exists in any region; deleting it may lose the data for good."
      + " Confirm with its name to delete it all the same (--confirm \(isOneWord(name) ? name : id))."
  }

  /// Whether a shell takes a name as it is; where it does not, the id stands in what is to be typed.
  private static func isOneWord(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-.".unicodeScalars.contains($0)
      }
      && !name.hasPrefix("-")
  }

  static func vaultLocked(_ vault: Vault, _ task: CloudTask) -> String {
    let name = task.source?.name ?? task.target?.name ?? task.id
    let aim = task.target.map { " to \($0.region)" } ?? ""
    let role = task.target?.vault == vault.id ? "has room reserved for it" : "holds its source"
    return
      "\(task.type.label) of \(name)\(aim) is \(progress(task)); \(vault.name) \(role) and is locked until it ends."
  }

  static func vaultReserved(_ vault: Vault) -> String {
    "Unfinished tasks reserve \(ByteFormat.short(vault.reserved)) in \(vault.name); it is locked until they end."
  }

  static func vaultNotEmpty(_ vault: Vault) -> String {
    let noun = vault.protection == .replication ? "replica" : "backup"
    let count = vault.backupCount == 1 ? "1 \(noun)" : "\(vault.backupCount) \(noun)s"
    return "\(vault.name) holds \(count). Delete \(vault.backupCount == 1 ? "it" : "them") first."
  }
}
