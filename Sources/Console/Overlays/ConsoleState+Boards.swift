internal import Canvas
internal import Replication

/// A box over everything: how far regions are behind.
extension ConsoleState {
  /// Seconds a region may be behind on the board.
  static let lagObjective: Double = 86_400

  mutating func openLagBoard(_ facts: [LagFact]) {
    guard overlays.isEmpty else { return }
    let rows = LagLine.board(facts, objective: Self.lagObjective, now: now)
    var lines = [TextLine(lagSummary(rows), role: .strong)]
    lines += rows.map { row in
      let place = row.fact.region.map { regionName($0) } ?? "nowhere"
      let lag = row.lag.map { "\(SpanText.words($0)) behind" } ?? "nothing there"
      return TextLine(
        "\(place): \(lag). \(row.forecast(now: now))", label: row.fact.resource.name, role: row.verdict.role)
    }
    if rows.isEmpty { lines = [TextLine("There is nothing that can be replicated.", role: .dim)] }
    overlays.append(.text(TextBox(title: "Lag board", lines: lines, query: TextField())))
  }

  private func lagSummary(_ rows: [LagLine]) -> String {
    let (late, soon) = (rows.count { $0.verdict == .late }, rows.count { $0.verdict == .soon })
    let objective = SpanText.words(Self.lagObjective)
    return "\(late) further behind than \(objective), \(soon) soon, \(rows.count - late - soon) within it."
  }
}

extension LagLine.Verdict {
  /// How the line looks; the words say it as well.
  fileprivate var role: Role {
    switch self {
    case .late: .error
    case .soon: .warning
    case .met: .text
    }
  }
}
