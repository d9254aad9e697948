internal import Canvas
internal import Replication

/// A box over everything: how far regions are behind.
extension ConsoleState {
  mutating func openLagBoard(_ facts: [LagFact]) {
    let rows = LagLine.board(facts, objective: setup.preferences.lag, now: now)
    var lines = [TextLine(lagSummary(rows), role: .strong)]
    lines += rows.map { row in
      let place = row.fact.region.map { regionName($0) + ": " } ?? ""
      let lag = row.lag.map { "\(SpanText.words($0)) behind. " } ?? ""
      return TextLine(place + lag + row.forecast(now: now), label: row.fact.resource.name, role: row.verdict.role)
    }
    if rows.isEmpty { lines = [TextLine("There is nothing that can be replicated.", role: .dim)] }
    if case .text(var box)? = overlays.last, box.subject == .lag {
      box.lines = lines
      return replaceOverlay(.text(box))
    }
    guard overlays.isEmpty else { return }
    overlays.append(.text(TextBox(title: "Lag board", lines: lines, query: TextField(), subject: .lag)))
  }

  /// Whether the keys are on the lag board.
  var isOnLagBoard: Bool { if case .text(let box)? = overlays.last { box.subject == .lag } else { false } }

  /// Asks how far behind is too far, on the board or from anywhere.
  mutating func openObjectiveForm() {
    var form = Form(.objective)
    form.texts = [.span: TextField(SpanText.typed(setup.preferences.lag))]
    form.focus = .span
    overlays.append(.form(form))
  }

  /// Keeps the objective and judges the board by it.
  mutating func settleObjective(_ form: Form) {
    guard let seconds = SpanText.parse(form.text(.span)) else { return }
    overlays.removeLast()
    settle(.lag(seconds))
    outbox.append(.lag(request: asking(.lag)))
  }

  private func lagSummary(_ rows: [LagLine]) -> String {
    let (late, soon) = (rows.count { $0.verdict == .late }, rows.count { $0.verdict == .soon })
    let objective = SpanText.words(setup.preferences.lag)
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
