internal import Canvas
internal import Replication

internal import struct Foundation.Date

/// A simulation as lines: for each policy what it makes, leaves out and deletes along the days, then what is blocked.
struct PolicyTimeline {
  private let simulation: Simulation
  private let columns: Int
  private let isUnicode: Bool
  private let regionName: (String) -> String
  private static let labels = 26

  init(_ simulation: Simulation, columns: Int, isUnicode: Bool, regionName: @escaping (String) -> String) {
    self.simulation = simulation
    self.columns = columns
    self.isUnicode = isUnicode
    self.regionName = regionName
  }

  /// Days of the simulation.
  private var days: Int {
    max(1, Int((simulation.through.timeIntervalSince(simulation.from) / 86_400).rounded(.up)))
  }

  /// Days that one column stands for.
  private var span: Int { max(1, (days + columns - Self.labels - 1) / max(1, columns - Self.labels)) }

  /// The lines.
  var lines: [TextLine] {
    var lines = [TextLine(axis, role: .columnHeader)]
    var seen: [NamedReference] = []
    for run in simulation.runs where !seen.contains(run.policy) { seen.append(run.policy) }
    if seen.isEmpty { lines.append(TextLine("No policy that is enabled runs within \(days) days.", role: .dim)) }
    for policy in seen {
      let runs = simulation.runs.filter { $0.policy == policy }
      lines.append(TextLine(row(policy.name, "runs", runs) { _ in 1 }))
      if let made = verb(runs.first?.operation) {
        lines.append(TextLine(row("", made, runs) { $0.backups.count + $0.replicas.count }))
        lines.append(TextLine(row("", "deletes", runs) { $0.deleted.count }, role: .statusFailed))
      }
      if runs.contains(where: { !$0.drills.isEmpty }) {
        lines.append(TextLine(row("", "drills", runs) { $0.drills.count }))
      }
      lines.append(TextLine("", role: .dim))
    }
    return lines + totals + skips + blocked
  }

  /// What is made by a run; nil where nothing is.
  private func verb(_ operation: PolicyOperation?) -> String? {
    switch operation {
    case .backup: "backs up"
    case .replication: "replicates"
    case .drill, nil: nil
    }
  }

  /// One digit a column: how many in its days, `+` for more than nine.
  private func row(_ name: String, _ what: String, _ runs: [SimulatedRun], _ count: (SimulatedRun) -> Int) -> String {
    var cells = [Int](repeating: 0, count: (days + span - 1) / span)
    for run in runs {
      let day = Int(run.date.timeIntervalSince(simulation.from) / 86_400)
      cells[min(max(0, day / span), cells.count - 1)] += count(run)
    }
    let dot = isUnicode ? "·" : "."
    let marks = cells.map { $0 == 0 ? dot : $0 > 9 ? "+" : String($0) }.joined()
    return Display.clip(name, columns: 14, glyphs: isUnicode ? .unicode : .ascii).padded(15) + what.padded(11) + marks
  }

  /// The days along the top: the date of every tenth column.
  private var axis: String {
    var line = "\(span == 1 ? "a column a day" : "\(span) days a column")".padded(Self.labels)
    // UTC is known without a table of zones; days without their dates are better than none.
    guard let zone = try? NamedZone("UTC") else { return line }
    var column = 0
    while column * span < days, line.count + 6 <= columns {
      let date = simulation.from.addingTimeInterval(Double(column * span) * 86_400)
      line += String(zone.day(of: date).text.suffix(5)).padded(10)
      column += 10
    }
    return line
  }

  private var totals: [TextLine] {
    let runs = simulation.runs
    let bytes = runs.flatMap(\.replicas).reduce(Int64(0)) { $0 &+ $1.size }
    let words =
      "\(runs.count) runs, \(runs.flatMap(\.backups).count) backups, \(runs.flatMap(\.replicas).count) replicas"
      + " (\(ByteFormat.short(bytes))), \(runs.flatMap(\.deleted).count) deletions"
    return [TextLine(words, role: .header)]
  }

  private var skips: [TextLine] {
    simulation.skips.flatMap { skip in
      Sheet.wrap("\(skip.policy) skips \(skip.words): \(skip.reason)", columns: columns - 2).enumerated().map {
        TextLine(($0.offset == 0 ? "" : "  ") + $0.element, role: .dim)
      }
    }
  }

  private var blocked: [TextLine] {
    simulation.blocked.map { one in
      let when = one.isToday ? ", already today" : ""
      return TextLine("no longer automatic: \(one.backup.name) to \(regionName(one.region))\(when)", role: .warning)
    }
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - Display.width(of: self)))
  }
}
