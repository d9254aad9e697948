import Foundation

/// Disk images: backing up, replicating, and the same a day later (targets 1, 2 and 4).
struct ImageSuite {
  static let parts: Set<Suite> = [.replica, .next, .backup]

  let plan: Plan
  let scratch: Scratch
  let report: Report

  func run() throws {
    for size in plan.sizes {
      let image = DiskImage(
        path: scratch.samples + "/disk-\(size)g.img", bytes: Int64(size) << 30, filling: .mixed)
      report.note("making a disk image of \(size) GiB")
      try image.make()
      try measure(image, name: "\(size) GiB image")
    }
    if plan.wants(.next) { try measureCostOfSize() }
    if plan.wants(.backup) { try measureHoles() }
  }

  private func measure(_ image: DiskImage, name: String) throws {
    var times = Timings()
    var crossed: Int64 = 0
    let packed = scratch.samples + "/" + URL(filePath: image.path).lastPathComponent + ".packed"
    if plan.wants(.replica) { try Floor.pack(image.path, to: packed) }
    for run in 1...plan.runs {
      report.note("\(name), run \(run) of \(plan.runs)")
      crossed = max(crossed, try measureFarshore(image, &times))
      try measureRestic(image, &times)
      if plan.wants(.backup) { try measureReading(image, &times) }
      if plan.wants(.replica) { try measureCopies(image, packed, &times) }
    }
    if plan.wants(.replica) { reportReplica(image, name, times) }
    if plan.wants(.next) { reportNext(image, name, times, crossed) }
    if plan.wants(.backup) { reportBackup(image, name, times) }
    if plan.wants(.replica) { try reportFloor(image, name, packed, times) }
    if plan.wants(.backup) { reportBareBackup(image, name, times) }
  }

  // MARK: - Contenders

  /// Returns the bytes that crossed for the second day.
  private func measureFarshore(_ image: DiskImage, _ times: inout Timings) throws -> Int64 {
    try scratch.fresh()
    try image.setDay(1)
    let farshore = try Farshore(
      program: plan.program, folder: scratch.work("farshore"), subject: .disk(image.path))
    let backup = try farshore.backUp("day-1")
    times.note("backup", backup.seconds)
    times.note("backup, processor", backup.processor)
    guard plan.wants(.replica) || plan.wants(.next) else {
      times.note("again", try farshore.backUp("day-1-again").seconds)
      return 0
    }
    let replica = try farshore.replicate("day-1").run
    times.note("replica", replica.seconds)
    times.note("replica, processor", replica.processor)
    if plan.wants(.backup) { times.note("again", try farshore.backUp("day-1-again").seconds) }
    guard plan.wants(.next) else { return 0 }
    try image.setDay(2)
    times.note("backup of day 2", try farshore.backUp("day-2").seconds)
    let (run, crossed) = try farshore.replicate("day-2")
    times.note("next", run.seconds)
    return crossed
  }

  private func measureRestic(_ image: DiskImage, _ times: inout Timings) throws {
    try scratch.fresh()
    try image.setDay(1)
    guard let restic = try Restic(folder: scratch.work("restic")) else { return }
    times.note("restic backup", try restic.backUp(image.path).seconds)
    guard plan.wants(.replica) || plan.wants(.next) else { return }
    times.note("restic copy", try restic.replicate().seconds)
    // Its second day of a larger disk tells no more and takes minutes.
    guard plan.wants(.next), image.bytes <= 1 << 30 else { return }
    try image.setDay(2)
    _ = try restic.backUp(image.path)
    times.note("restic next", try restic.replicate().seconds)
  }

  private func measureReading(_ image: DiskImage, _ times: inout Timings) throws {
    times.note("reading", try Floor.read(image.path))
    try scratch.fresh()
    times.note("bare backup", try Floor.backUp(image.path, to: scratch.work("bare")))
    try scratch.fresh()
  }

  private func measureCopies(_ image: DiskImage, _ packed: String, _ times: inout Timings) throws {
    try scratch.fresh()
    let floor = try Floor.copy(packed, to: scratch.work("floor"))
    times.note("floor", floor.total)
    times.note("floor moving", floor.moving)
    times.note("floor flushing", floor.flushing)
    times.note("floor reading back", floor.readingBack)
    for copier in Copier.allCases where plan.allPeers && copier.isThere {
      try scratch.fresh()
      let run = try copier.copy(
        image.path, to: scratch.work("copy"), isFolder: false, folder: scratch.work(""))
      times.note(copier.rawValue, run.seconds)
    }
    try scratch.fresh()
  }

  // MARK: - Figures

  private func reportReplica(_ image: DiskImage, _ name: String, _ times: Timings) {
    guard let ours = times["replica"] else { return }
    let peers: [(String, String, Figure.Bound?)] =
      [("floor", "floor", .atLeast(0.8)), ("restic copy", "restic copy", .atLeast(6))]
      + Copier.allCases.map { ($0.rawValue, $0.rawValue + ", no check", nil) }
    for (job, words, bound) in peers {
      guard let theirs = times[job] else { continue }
      report.add(
        .speed(1, "replica of the \(name)", bytes: image.bytes, ours: ours, to: words, theirs: theirs, bound))
    }
  }

  private func reportNext(_ image: DiskImage, _ name: String, _ times: Timings, _ crossed: Int64) {
    guard let ours = times["next"] else { return }
    report.add(.plain(2, "next day's replica of the \(name)", ours, "s", .atMost(0.2)))
    if let theirs = times["restic next"] {
      report.add(.time(2, "next day's replica of the \(name)", ours: ours, to: "restic copy", theirs: theirs, nil))
    }
    let share = Double(crossed) / Double(image.changedBytes)
    report.add(.plain(2, "bytes crossing to changed bytes, \(name)", share, "", .atMost(1.1)))
  }

  private func reportBackup(_ image: DiskImage, _ name: String, _ times: Timings) {
    if let ours = times["backup"], let theirs = times["restic backup"] {
      report.add(
        .speed(
          4, "backup of the \(name)", bytes: image.bytes, ours: ours, to: "restic backup", theirs: theirs,
          .atLeast(4)))
    }
    if let ours = times["backup"], let theirs = times["bare backup"] {
      report.add(
        .speed(
          4, "backup of the \(name)", bytes: image.bytes, ours: ours, to: "bare backup", theirs: theirs, nil))
    }
    if let ours = times["again"], let theirs = times["reading"] {
      report.add(
        .speed(
          4, "backup of the unchanged \(name)", bytes: image.bytes, ours: ours, to: "reading and hashing it",
          theirs: theirs, .atLeast(0.8)))
    }
  }
}
