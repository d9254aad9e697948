import Catalog
import Replication

extension OpenContext {
  /// How many rows are read at once: few reads for long lists, little memory.
  private static let windowSize = 2_000

  /// Hands over the rows of a listing window by window, at most `limit` rows.
  func eachWindow(_ listing: Listing, limit: Int?, _ body: (ListedRows) throws -> Void) throws {
    var rest = limit ?? .max
    var offset = 0
    while rest > 0 {
      let asked = min(rest, Self.windowSize)
      let window = try catalog.rows(listing, at: .offset(offset), limit: asked)
      // A window that would reach past the end reaches back instead: what was handed over is left out.
      let fresh = window.dropFirst(offset - window.offset)
      if fresh.count == 0 { return }
      try body(fresh)
      offset += fresh.count
      rest -= fresh.count
      if window.count < asked || Output.readerLeft { return }
    }
  }

  /// What tasks make that an operator has paused, by id: tables say so as the console does, JSON keeps the codes.
  func pausedTargets() throws -> Set<String> {
    output.json ? [] : Set(try catalog.allTasks(statuses: [.paused]).compactMap { $0.target?.id })
  }

  /// Prints a listing: a JSON array, or a table.
  func printRows(
    _ listing: Listing, limit: Int?, table columns: [Table.Column], cells: (ListedRows) -> [[String]]
  ) throws -> ExitStatus {
    if output.json {
      var array = JSONArrayWriter(output: output)
      try array.begin()
      try eachWindow(listing, limit: limit) { try array.add($0) }
      try array.end()
    } else {
      var table = Table(columns)
      try eachWindow(listing, limit: limit) { rows in cells(rows).forEach { table.add($0) } }
      try output.table(table)
    }
    return .done
  }
}
