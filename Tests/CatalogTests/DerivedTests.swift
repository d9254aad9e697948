import Catalog
import Foundation
import Replication
import Testing

/// What is counted when it is read (S19, S27, S28, S35, S36), never stored twice.
@Suite struct DerivedTests {
  let scratch: Scratch
  let catalog: Catalog

  init() throws {
    scratch = try Scratch()
    catalog = try scratch.open()
  }

  private func task(
    _ id: String, _ type: TaskType, _ status: TaskStatus, from source: String, to region: String, vault: String? = nil,
    target: String = "t", bytes: Int64 = 0, created: Int = 0
  ) -> CloudTask {
    CloudTask(
      id: id, type: type, status: status, source: TaskEndpoint(id: source, name: source, region: "ap-1"),
      target: TaskEndpoint(id: target, name: target, region: region, vault: vault), requestedBy: Samples.someone,
      bytesTotal: bytes, createdAt: Samples.date(created), endedAt: status.hasEnded ? Samples.date(created) : nil)
  }

  private func backup(_ id: String, _ status: BackupStatus, size: Int64, parent: String? = nil) -> Backup {
    var backup = Samples.backup(0)
    (backup.id, backup.status, backup.size, backup.parent) = (id, status, size, parent)
    backup.vault.id = "v1"
    return backup
  }

  @Test func rowsComeBackAsTheyWerePut() throws {
    var backup = Samples.backup(3)
    backup.source = SourceLink(id: "gone", region: "ap-9")
    backup.parent = "p"
    backup.verifiedAt = Date(timeIntervalSinceReferenceDate: 0.1 + 0.2)
    var snapshot = Samples.snapshot(2)
    snapshot.source = SourceLink(id: "snap-x", region: "ap-9")
    snapshot.sha256 = "00ff"
    var task = Samples.task(4)
    task.error = "a\nb"
    task.startedAt = Samples.date(9)
    task.rate = 1.5
    let vault = Samples.vault(7)
    let image = Samples.image(1)
    let region = Region(
      id: "ap-1", name: "日本", services: [.cbs], replicationCapable: false, snapshotCopySupported: false,
      zone: .finance, projects: Samples.region("ap-1").projects, snapshotQuota: 7, unreachable: "away")
    try catalog.write(durable: true) {
      try $0.put(backup)
      try $0.put(snapshot)
      try $0.put(task)
      try $0.put(vault)
      try $0.put(image)
      try $0.put(region)
    }
    let other = try scratch.open()
    #expect(try other.backup(backup.id) == backup)
    #expect(try other.snapshot(snapshot.id) == snapshot)
    #expect(try other.task(task.id) == task)
    #expect(try other.vault(vault.id) == vault)
    #expect(try other.image(image.id) == image)
    #expect(try other.regions() == [region])
  }

  @Test("a filter and a status find what screens call paused, as long as it is, and nothing else (S70)")
  func pausedRows() throws {
    let words: [(BackupStatus, TaskStatus)] = [
      (.protecting, .paused), (.waitingProtect, .paused), (.available, .paused), (.protecting, .running),
    ]
    try catalog.write(durable: true) { transaction in
      for (number, (status, word)) in words.enumerated() {
        try transaction.put(backup("target-\(number)", status, size: 1))
        try transaction.put(
          task("t-\(number)", .replication, word, from: "s", to: "ap-2", target: "target-\(number)"))
      }
      for (number, word) in [TaskStatus.paused, .running].enumerated() {
        var snapshot = Samples.snapshot(number)
        (snapshot.id, snapshot.state) = ("snap-\(number)", .copyingFromRemote)
        try transaction.put(snapshot)
        try transaction.put(task("c-\(number)", .copy, word, from: "s", to: "ap-2", target: "snap-\(number)"))
      }
    }
    func found(_ subject: Listing.Subject, _ text: String) throws -> Set<String> {
      var listing = Listing(subject)
      listing.filter = try RowFilter.parse(text, for: subject, now: Samples.date(1))
      return Set(try catalog.ids(listing, .offset(0), 100).rows)
    }
    for text in ["status:paused", "status:pau", "status:paused,odd"] {
      #expect(try found(.backups(nil), text) == ["target-0", "target-1"], "\(text)")
      #expect(try found(.snapshots, text) == ["snap-0"], "\(text)")
    }
    #expect(try found(.backups(nil), "!status:paused") == ["target-2", "target-3"])
    let asked = Listing(.backups(nil), statuses: ["paused", "available"])
    #expect(Set(try catalog.ids(asked, .offset(0), 100).rows) == ["target-0", "target-1", "target-2"])

    // Only the task changes.
    try catalog.write(durable: true) {
      try $0.put(task("t-0", .replication, .running, from: "s", to: "ap-2", target: "target-0"))
    }
    #expect(try found(.backups(nil), "status:paused") == ["target-1"])
  }

  @Test func regionsKeepTheirOrder() throws {
    for id in ["b", "a", "c", "b"] { try catalog.write(durable: false) { try $0.put(Samples.region(id)) } }
    #expect(try catalog.regions().map(\.id) == ["b", "a", "c"])
    try catalog.write(durable: false) { try $0.removeRegion("b") }
    #expect(try catalog.regions().map(\.id) == ["a", "c"])
  }

  @Test func replicasAndLocksOfASource() throws {
    let source = Samples.backup(0)
    var replica = Samples.backup(1)
    replica.source = SourceLink(id: source.id, region: source.region)
    replica.status = .protecting
    try catalog.write(durable: true) {
      try $0.put(source)
      try $0.put(replica)
      try $0.put(task("1", .replication, .interrupted, from: source.id, to: "ap-2"))
    }
    let record = ReplicaRecord(id: replica.id, region: "ap-2", status: .protecting)
    #expect(try catalog.backup(source.id)?.replicas == [record])
    #expect(try catalog.backup(source.id)?.locked == true)
    #expect(try catalog.read { try $0.existingReplica(of: source.id, region: "ap-2") }?.id == replica.id)
    #expect(try catalog.read { try $0.existingReplica(of: source.id, region: "cn-3") } == nil)
    try catalog.write(durable: true) { try $0.put(task("1", .replication, .failed, from: source.id, to: "ap-2")) }
    #expect(try catalog.backup(source.id)?.locked == false)
  }

  @Test func aVaultsUseAndReservations() throws {
    var vault = Samples.vault(1)
    vault.id = "v1"
    try catalog.write(durable: true) {
      try $0.put(vault)
      try $0.put(backup("a", .available, size: 10))
      try $0.put(backup("b", .deleting, size: 20))
      try $0.put(backup("c", .protecting, size: 40))
      try $0.put(backup("d", .waitingProtect, size: 80))
      try $0.put(backup("e", .available, size: 160, parent: "a"))
      for (number, status) in TaskStatus.allCases.enumerated() {
        try $0.put(task("\(number)", .replication, status, from: "x", to: "ap-2", vault: "v1", bytes: 1 << number))
      }
    }
    let found = try #require(try catalog.vaults(region: vault.region).first)
    #expect(found.used == 30 && found.backupCount == 4 && found.reserved == 0b1111)
    #expect(try catalog.vault("v1") == found)
  }

  @Test func aSnapshotsCopiesAndPercent() throws {
    var copy = Samples.snapshot(6)
    copy.state = .copyingFromRemote
    let source = Samples.snapshot(1)
    try catalog.write(durable: true) {
      try $0.put(Samples.region(source.region))
      try $0.put(source)
      try $0.put(copy)
      try $0.put(task("1", .copy, .running, from: source.id, to: "cn-3", target: copy.id, bytes: 1_000))
      try $0.put(task("2", .copy, .waiting, from: source.id, to: "ap-1"))
      try $0.put(task("3", .copy, .success, from: source.id, to: "ap-4"))
      try $0.setProgress(task: "1", phase: .writing, bytesDone: 635, bytesTransferred: 5, rate: 2)
    }
    let found = try #require(try catalog.snapshot(source.id))
    #expect(found.copyingTo == ["ap-1", "cn-3"] && found.locked)
    #expect(try catalog.snapshot(copy.id)?.percent == 63)
    #expect(try catalog.regions().first?.snapshotsUsed == 1)
    let facts = try catalog.read {
      try $0.snapshotFacts(for: SnapshotCopyRequest(snapshot: source.id, region: "cn-3"))
    }
    #expect(facts?.runningCopyPercent == 63 && facts?.regions.count == 1)
    #expect(try catalog.read { try $0.snapshotFacts(for: .init(snapshot: "gone", region: "cn-3")) } == nil)
  }

  @Test func progressIsSeenUntilTheTaskIsPutOrEnds() throws {
    try catalog.write(durable: true) { try $0.put(task("1", .copy, .running, from: "s", to: "ap-2", bytes: 100)) }
    try catalog.write(durable: false) {
      try $0.setProgress(task: "1", phase: .writing, bytesDone: 50, bytesTransferred: 7, rate: 3.5)
      try $0.setProgress(task: "unknown", phase: .writing, bytesDone: 50, bytesTransferred: 7, rate: 3.5)
    }
    var found = try #require(try catalog.task("1"))
    #expect(found.bytesDone == 50 && found.bytesTransferred == 7 && found.rate == 3.5 && found.phase == .writing)
    (found.status, found.bytesDone, found.rate) = (.success, 100, nil)
    try catalog.write(durable: true) { try $0.put(found) }
    try catalog.write(durable: false) {
      try $0.setProgress(task: "1", phase: .writing, bytesDone: 51, bytesTransferred: 7, rate: 3.5)
    }
    #expect(try catalog.task("1") == found)
  }

  @Test func factsForTheRules() throws {
    let source = Samples.backup(0)
    var vault = Samples.vault(1)
    (vault.id, vault.region) = (source.vault.id, source.region)
    var target = Samples.vault(2)
    (target.id, target.region) = ("target", "ap-2")
    let request = ReplicaRequest(backup: source.id, destination: Destination(region: "ap-2"))
    let noted = LedgerEntry(backup: source.id, region: "ap-2", date: Samples.date(1))
    try catalog.write(durable: true) {
      #expect(try $0.replicaFacts(for: request) == nil)
      try $0.put(Samples.region("ap-2"))
      try $0.put(source)
      try $0.put(vault)
      try $0.put(target)
      try $0.put(noted)
      try $0.put(LedgerEntry(backup: source.id, region: "ap-2", date: Samples.date(99)))
      try $0.put(task("1", .replication, .paused, from: source.id, to: "ap-2", created: 5))
      try $0.put(task("2", .verify, .running, from: source.id, to: "ap-2", created: 4))
      let facts = try #require(try $0.replicaFacts(for: request))
      #expect(facts.sourceVault?.id == vault.id && facts.destinationVaults.map(\.id) == ["target"])
      #expect(facts.inFlight == .init(requestedBy: Samples.someone, date: Samples.date(5)))
      #expect(facts.ledgerEntry == noted && facts.existingReplica == nil && facts.backup.locked)
    }
  }

  @Test func tasksOfAThingAndTheHeadersCounts() throws {
    try catalog.write(durable: true) {
      try $0.put(task("a", .replication, .failed, from: "s", to: "ap-2", created: 1))
      try $0.put(task("b", .replication, .failed, from: "s", to: "ap-2", created: 2))
      try $0.put(task("c", .replication, .failed, from: "s", to: "cn-3", created: 3))
      try $0.put(task("d", .replication, .running, from: "s", to: "cn-3", created: 4))
      try $0.put(task("e", .replication, .waiting, from: "x", to: "cn-3", target: "s", created: 0))
      try $0.put(task("f", .replication, .interrupted, from: "y", to: "cn-3", created: 6))
      try $0.put(task("g", .replication, .success, from: "z", to: "cn-3", created: 7))
    }
    #expect(try catalog.tasks(touching: "s", limit: 9).map(\.id) == ["d", "e", "c", "b", "a"])
    #expect(try catalog.tasks(touching: "s", limit: 2).map(\.id) == ["d", "e"])
    let activity = try catalog.activity(limit: 5)
    #expect(activity.running == 1 && activity.queued == 1 && activity.failed == 2)
    #expect(activity.recent.map(\.id) == ["f", "d", "e", "g", "c"])
    #expect(try catalog.allTasks(statuses: [.waiting, .interrupted]).map(\.id) == ["e", "f"])
    #expect(try catalog.allTasks(statuses: []).isEmpty)
  }

  @Test func tasksAreListedInTheirProjects() throws {
    var source = Samples.backup(12)
    source.id = "s"
    try catalog.write(durable: true) {
      try $0.put(source)
      try $0.put(task("1", .replication, .running, from: "s", to: "ap-3"))
      try $0.removeBackup("s")
      try $0.put(task("1", .replication, .success, from: "s", to: "ap-3"))
    }
    let here = try catalog.ids(Listing(.tasks, scope: Scope(region: "ap-1", project: "ap-1-p")), .offset(0), 5)
    let elsewhere = try catalog.ids(Listing(.tasks, scope: Scope(region: "ap-1", project: "ap-1")), .offset(0), 5)
    #expect(source.project == "\(source.region)-p")
    #expect(here.rows == ["1"] && elsewhere.rows.isEmpty)
  }

  @Test func theAuditOnlyGrows() throws {
    for number in 1...3 {
      try catalog.write(durable: true) {
        try $0.appendAudit(
          AuditEntry(
            date: Samples.date(number), requester: Samples.someone, action: "delete", subject: "\(number)",
            region: "ap-1", outcome: "last-copy", facts: ["name": "a\"b"]))
      }
    }
    let lines = try catalog.audit(limit: 2)
    #expect(lines.map(\.number) == [3, 2] && lines.first?.facts == ["name": "a\"b"])
    #expect(try catalog.audit(before: 2, limit: 5).map(\.subject) == ["1"])
    #expect(throws: (any Error).self) { try ForeignDatabase.run("DELETE FROM audit", at: scratch.path) }
    #expect(throws: (any Error).self) { try ForeignDatabase.run("UPDATE audit SET user = 'x'", at: scratch.path) }
  }

  @Test func wordsOfANewerProgramCloseNothing() throws {
    try catalog.write(durable: true) {
      try $0.put(Samples.region("ap-1"))
      try $0.put(Samples.backup(0))
      try $0.put(Samples.vault(0))
      try $0.put(Samples.snapshot(0))
      try $0.put(task("1", .copy, .running, from: Samples.backup(0).id, to: "ap-1"))
      try $0.setProgress(task: "1", phase: .writing, bytesDone: 1, bytesTransferred: nil, rate: nil)
    }
    try ForeignDatabase.run(
      """
      UPDATE region SET services = 'cbr,later', zone = 'later'; UPDATE vault SET type = 'later', protection = 'later',
      status = 'later'; UPDATE snapshot SET usage = 'later', state = 'later'; UPDATE task SET type = 'later',
      status = 'later', phase = 'later', trigger = 'later'; UPDATE progress SET phase = 'later';
      UPDATE backup SET type = 'later', kind = 'later', status = 'later',
        disks = '[{"name": "n", "usage": "later", "size": 1, "more": {}}]';
      """, at: scratch.path)
    #expect(try catalog.regions().first?.services == [.cbr])
    #expect(try catalog.regions().first?.zone == .finance)
    let backup = try #require(try catalog.backup(Samples.backup(0).id))
    #expect(backup.type == .disk && backup.kind == .replica && backup.status.rawValue == "later" && backup.locked)
    #expect(backup.disks.map(\.name) == ["n"])
    #expect(try catalog.vault("v0")?.protection == .replication)
    #expect(try catalog.snapshot(Samples.snapshot(0).id)?.usage == .system)
    let found = try #require(try catalog.task("1"))
    #expect(found.status == .paused && found.type == .verify && found.phase == .queued)
    #expect(try catalog.allTasks(statuses: TaskStatus.allCases).isEmpty)
    for subject in WindowTests.subjects { _ = try catalog.rows(Listing(subject), at: .offset(0), limit: 5) }
    #expect(try catalog.activity(limit: 5).recent.count == 1)
  }

  @Test func brokenRowsAreAnErrorNotACrash() throws {
    try catalog.write(durable: true) { try $0.put(Samples.backup(0)) }
    try ForeignDatabase.run("UPDATE backup SET disks = 'not JSON'", at: scratch.path)
    let error = #expect(throws: CatalogError.self) { try catalog.backup(Samples.id(0)) }
    #expect(error == .corrupt(path: scratch.path, reason: "a row has no readable disks"))
  }
}
