internal import Replication

internal import struct Foundation.Date

/// What running tasks did lately, for graphs, stalls and the age of a phase; bounded in tasks and samples.
struct TransferLog: Sendable {
  /// What is remembered of one task.
  struct Trace: Sendable {
    /// The highest rate in each slot of time, by slot number modulo `slots`.
    var rates = [Double](repeating: 0, count: TransferLog.slots)
    /// The slot of the first and of the last sample.
    var firstSlot: Int
    var lastSlot: Int
    /// When bytes or phase last changed.
    var movedAt: Date
    /// When the phase was first seen.
    var phaseSince: Date
    var phase: TaskPhase
    var bytesDone: Int64
    var bytesCrossed: Int64
  }

  private(set) var traces: [String: Trace] = [:]

  /// Slots of time kept of each task.
  static let slots = 64
  /// The length of a slot in seconds.
  static let slotSeconds = 3.0
  /// The most tasks remembered.
  static let limit = 256
  /// After so many seconds without any change a transfer has stalled.
  static let patience = 10.0
  /// Publishing is one call of the store, which may well take longer.
  private static let publishingPatience = 60.0
  /// A live cloud is asked once a minute where nothing changes, and tells whole percents, which may take minutes each.
  static let livePatience = 300.0

  /// Takes the tasks of an event in; those that no longer run are forgotten.
  mutating func take(_ tasks: [CloudTask], now: Date) {
    let running = tasks.filter { $0.status == .running }
    let ids = Set(running.map(\.id))
    traces = traces.filter { ids.contains($0.key) }
    for task in running.prefix(Self.limit) { note(task, now: now) }
  }

  private mutating func note(_ task: CloudTask, now: Date) {
    let slot = Self.slot(now)
    let crossed = task.bytesTransferred ?? 0
    var trace =
      traces[task.id]
      ?? Trace(
        firstSlot: slot, lastSlot: slot, movedAt: now, phaseSince: now, phase: task.phase, bytesDone: task.bytesDone,
        bytesCrossed: crossed)
    // The engine itself says that nothing moves: that is no new phase.
    if task.phase != .stalled {
      let hasMoved = trace.bytesDone != task.bytesDone || trace.bytesCrossed != crossed || trace.phase != task.phase
      if hasMoved { trace.movedAt = now }
      if trace.phase != task.phase { trace.phaseSince = now }
      (trace.phase, trace.bytesDone, trace.bytesCrossed) = (task.phase, task.bytesDone, crossed)
    }
    // A clock that was set back begins anew.
    if slot < trace.lastSlot { (trace.firstSlot, trace.lastSlot) = (slot, slot) }
    let skipped = min(slot - trace.lastSlot, Self.slots)
    for step in 0..<skipped { trace.rates[(slot - step) % Self.slots] = 0 }
    trace.lastSlot = slot
    let index = slot % Self.slots
    trace.rates[index] = max(skipped > 0 ? 0 : trace.rates[index], task.rate ?? 0)
    traces[task.id] = trace
  }

  private static func slot(_ date: Date) -> Int {
    max(0, Int(min(max(0, date.timeIntervalSinceReferenceDate / slotSeconds), 1e12)))
  }

  /// For how many seconds nothing has moved, where that is too long; nil while all is well.
  func stalled(_ task: CloudTask, now: Date) -> Double? {
    guard task.status == .running, let trace = traces[task.id] else { return nil }
    let seconds = now.timeIntervalSinceReferenceDate - trace.movedAt.timeIntervalSinceReferenceDate
    if task.phase == .stalled { return max(0, seconds) }
    let isLast = task.phase == .publishing || task.phase == .cleaning
    let patience = task.isLive ? Self.livePatience : isLast ? Self.publishingPatience : Self.patience
    return seconds >= patience ? seconds : nil
  }

  /// For how many seconds the present phase has been seen.
  func phaseAge(_ task: CloudTask, now: Date) -> Double? {
    traces[task.id].map { now.timeIntervalSinceReferenceDate - $0.phaseSince.timeIntervalSinceReferenceDate }
  }

  /// The rates of the last slots on `columns` columns, and what a full column stands for.
  ///
  /// The graph does not scroll: it begins at the left, each slot has its column, and once it is full the newest
  /// overwrites the oldest, behind a gap, so that a new sample changes two cells and not all of them. nil stands for the
  /// gap and for what was not seen.
  func sweep(_ task: CloudTask, columns: Int) -> (rates: [Double?], ceiling: Double) {
    guard columns > 1, let trace = traces[task.id] else { return ([], 0) }
    var rates = [Double?](repeating: nil, count: columns)
    let oldest = max(trace.firstSlot, trace.lastSlot - min(columns - 2, Self.slots - 1))
    for slot in oldest...trace.lastSlot { rates[(slot - trace.firstSlot) % columns] = trace.rates[slot % Self.slots] }
    return (rates, Self.ceiling(trace.rates.max() ?? 0))
  }

  /// The next of 1, 2, 5, 10, …: the scale of a graph changes seldom.
  private static func ceiling(_ peak: Double) -> Double {
    guard peak.isFinite, peak > 1 else { return 1 }
    var step = 1.0
    while step * 10 < peak, step < 1e18 { step *= 10 }
    return [1, 2, 5, 10].map { $0 * step }.first { $0 >= peak } ?? step * 10
  }
}
