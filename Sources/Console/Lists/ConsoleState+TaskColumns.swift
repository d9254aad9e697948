internal import Canvas
internal import Replication

internal import struct Foundation.Date

extension ConsoleState {
  /// The columns of the task list.
  var taskColumns: [Column] {
    [
      Column(id: .task, title: "TASK", width: 12, gap: 1, sort: .type) { row in
        .init(row.task.map { hasRoom || $0.type != .drill ? $0.type.label : "Drill" } ?? "")
      },
      Column(id: .name, title: "NAME", width: 11, gap: 1, isFlexible: true, sort: .name) {
        .init($0.task.map(Self.taskName) ?? "")
      },
    ] + routeColumns + [
      Column(id: .status, title: "STATUS", width: 11, gap: 1, sort: .status) { row in
        .init(row.task.map(statusWords) ?? "", row.task?.status.role ?? .text)
      },
      Column(id: .percent, title: "%", width: 3, isRight: true, gap: 1, priority: 1, sort: .percent) { row in
        .init(row.task.map { "\($0.percent)" } ?? "")
      },
      Column(id: .age, title: "AGE", width: 4, isRight: true, priority: 2, sort: .created) { row in
        .init(row.task.map { Words.age($0.createdAt, now: now) } ?? "")
      },
      Column(id: .took, title: "TOOK", width: 7, isRight: true, priority: 7, sort: .duration) { row in
        .init(row.task.map(took) ?? "")
      },
      Column(id: .by, title: "BY", width: hasRoom ? 18 : 10, priority: 8, sort: .requester) { row in
        .init(row.task.map { $0.trigger == .policy ? "policy" : "\($0.requestedBy)" } ?? "", .dim)
      },
      Column(id: .error, title: "ERROR", width: 20, priority: 9, isFlexible: true, sort: .error) {
        .init($0.task.flatMap { $0.error ?? doubt($0) } ?? "", $0.task?.error == nil ? .warning : .statusFailed)
      },
      Column(id: .created, title: "CREATED", width: 16, priority: 10, sort: .created) { row in
        .init(row.task.map { moment($0.createdAt) } ?? "", .dim)
      },
      Column(id: .id, title: "ID", width: 36, priority: 11, sort: .id) { .init($0.id, .dim) },
    ]
  }

  /// From where to where: two columns where there is room for names, else one with the codes.
  private var routeColumns: [Column] {
    if hasRoom {
      return [
        Column(id: .route, title: "FROM", width: 14, gap: 1, priority: 1, sort: .source) { row in
          .init(row.task?.source.map { regionName($0.region, columns: 14) } ?? "")
        },
        Column(id: .route, title: "TO", width: 14, gap: 1, priority: 1, sort: .target) { row in
          .init(row.task?.target.map { regionName($0.region, columns: 14) } ?? "")
        },
      ]
    }
    let codes = codes
    let arrow = Glyphs(setup.glyphs).arrow
    return [
      Column(id: .route, title: "REGIONS", width: 8, gap: 1, priority: 1, sort: .target) { row in
        let ends = [row.task?.source?.region, row.task?.target?.region].compactMap { $0 }
        let isOne = Set(ends).count == 1
        return .init((isOne ? [ends[0]] : ends).map { codes[$0] }.joined(separator: arrow))
      }
    ]
  }

  /// The status; what may have changed since it was read carries a question mark, and `i` says why.
  private func statusWords(_ task: CloudTask) -> String {
    task.status.label + (doubt(task) == nil ? "" : " ?")
  }

  private static func taskName(_ task: CloudTask) -> String { task.source?.name ?? task.target?.name ?? task.id }

  private func took(_ task: CloudTask) -> String {
    guard let start = task.startedAt else { return "" }
    let end = task.endedAt ?? now
    return Words.duration(end.timeIntervalSinceReferenceDate - start.timeIntervalSinceReferenceDate)
  }
}
