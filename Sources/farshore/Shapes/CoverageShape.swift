import Foundation
import Replication

/// A row of the coverage, as `--json` prints it.
struct CoverageShape: Encodable {
  /// How the row stands in one region.
  struct Cell: Encodable {
    var region: String
    var state: String
    var percent: Int?
    var copy: String?
    var task: String?
    var olderFrom: Date?
    var reasons: [RefusalShape]?
    var error: String?
    var drilledAt: Date?
    var drillPassed: Bool?
  }

  var id: String
  var name: String
  var region: String
  var resource: String?
  var originals: Int?
  var createdAt: Date
  var cells: [Cell]

  init(_ row: CoverageRow, _ cells: [CoverageCell]) {
    id = row.id
    region = row.region
    originals = row.originals
    createdAt = row.createdAt
    switch row.source {
    case .backup(let backup): (name, resource) = (backup.name, backup.resource.name)
    case .snapshot(let snapshot): (name, resource) = (snapshot.name, snapshot.disk.name)
    }
    self.cells = cells.map(Cell.init)
  }
}

extension CoverageShape.Cell {
  fileprivate init(_ cell: CoverageCell) {
    self.init(region: cell.region, state: cell.code, copy: cell.copy, task: cell.task?.id)
    (drilledAt, drillPassed) = (cell.drill?.date, cell.drill?.passed)
    switch cell.state {
    case .copying(let percent, _): self.percent = percent
    case .older(let date): olderFrom = date
    case .failed(let cause): error = cause
    case .notYet(let refusals), .notEligible(let refusals): reasons = refusals.map { RefusalShape($0) }
    case .source, .verified, .busy, .absent: break
    }
  }
}

extension CoverageCell {
  /// The stable word of JSON.
  var code: String {
    switch state {
    case .source: "source"
    case .verified: "verified"
    case .older: "older"
    case .copying: "copying"
    case .busy: "busy"
    case .failed: "failed"
    case .absent: "absent"
    case .notYet: "not-yet"
    case .notEligible: "not-eligible"
    }
  }

  /// The word of the table; a rule's code says why not.
  var word: String {
    switch state {
    case .copying(let percent, let status): status == .waiting ? "waiting" : "copying \(percent)%"
    case .older(let date): "older, of \(Moment.text(date))"
    case .busy(let word): word.lowercased()
    case .notYet(let refusals), .notEligible(let refusals):
      code + ": " + refusals.map(\.code.rawValue).joined(separator: ", ")
    case .source, .verified, .failed, .absent: code
    }
  }
}

extension CoverageRow {
  /// What the table calls the row.
  var label: String {
    switch source {
    case .backup(let backup): originals == nil ? backup.name : backup.resource.name
    case .snapshot(let snapshot): snapshot.name.isEmpty ? snapshot.id : snapshot.name
    }
  }
}
