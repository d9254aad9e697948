internal import Canvas
internal import Replication

internal import struct Foundation.Date

extension ConsoleState {
  /// The regions of the coverage matrix, in the context's order.
  var coverageRegions: [Region] { regions.filter { $0.services.contains(service.family) } }

  /// The columns beside the name that stand before the cells.
  private var coverageFacts: [Column] {
    var facts = regionColumn
    if let first = facts.first, first.width > 3 { facts[0].width = 14 }
    if setup.size.columns >= 80 {
      facts.append(
        Column(id: .age, title: "AGE", width: 4, isRight: true, gap: 1, sort: .created) { row in
          .init(row.createdAt.map { Words.age($0, now: now) } ?? "", .dim)
        })
    }
    return facts
  }

  /// What the rows can be sorted by: what backups can, or what a whole resource has.
  var coverageSorts: [Column] {
    let columns = service == .snapshots ? snapshotColumns : backupColumns
    guard listKey.byResource else { return columns }
    return columns.filter { [.name, .size, .created].contains($0.id) }
  }

  /// Which regions are on the screen where the list has `width` columns.
  func coverageSpan(width: Int) -> CoverageSpan {
    let fixed = coverageFacts.reduce(0) { $0 + $1.width + $1.gap }
    return CoverageSpan(coverage, count: coverageRegions.count, width: width, fixed: fixed)
  }

  /// Name, facts and one column for each region that is on the screen.
  func coverageColumns(width: Int) -> [Column] {
    let span = coverageSpan(width: width)
    let isResource = listKey.byResource
    let title = isResource ? "RESOURCE" : service == .snapshots ? "SNAPSHOT" : "BACKUP"
    let name = Column(id: .name, title: title, width: span.name, gap: 1, sort: .name) { row in
      .init(isResource ? row.backup?.resource.name ?? row.name : row.name)
    }
    let shown = Array(coverageRegions[span.shown])
    let cells = coverageContents(shown, isWordy: span.isWordy)
    let codes = codes
    return [name] + coverageFacts
      + shown.enumerated().map { index, region in
        let head = span.isWordy ? Display.clip(region.name, columns: span.cell - 2) : codes[region.id]
        return Column(id: .replicas, title: " " + head, width: span.cell, gap: 0) { row in
          cells[row.id].map { $0[index] } ?? .init("")
        }
      }
  }

  /// The cells of the rows that are on the screen.
  private func coverageContents(_ shown: [Region], isWordy: Bool) -> [String: [Column.Content]] {
    let glyphs = Glyphs(setup.glyphs)
    let judge = CoverageJudge(rules, regions: regions)
    let list = list
    var contents: [String: [Column.Content]] = [:]
    for index in list.top..<(list.top + listHeight) {
      guard let id = list.row(at: index)?.id, let covered = list.covered[id] else { continue }
      contents[id] = judge.cells(of: covered, in: shown).map { cell in
        let mark = CoverageMark(cell: cell, newest: covered.createdAt)
        return .init(" \(mark.glyph(glyphs)) \(isWordy ? mark.word(proves: proves) : mark.figure)", mark.role)
      }
    }
    return contents
  }
}

extension Row {
  /// When its data was read; nil for rows that hold none.
  var createdAt: Date? {
    switch self {
    case .backup(let backup): backup.createdAt
    case .snapshot(let snapshot): snapshot.createdAt
    case .image(let image): image.createdAt
    case .vault, .task, .audit: nil
    }
  }
}
