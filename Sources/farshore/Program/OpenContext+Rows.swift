import Catalog
import Replication

extension OpenContext {
  /// How many rows are read at once: few reads for long lists, little memory.
  private static let windowSize = 2_000

  /// Hands over the rows of a listing window by window, at most `limit` rows.
  func eachWindow(_ listing: Listing, limit: Int?, _ body: (ListedRows) throws -> Void) throws {
    var rest = limit ?? .max
    var offset = 0
    var left = Self.windowSize
    while rest > 0 {
      // A window that would reach past the end reaches back instead, so no more is asked for than is left.
      let rows = try catalog.rows(listing, at: .offset(offset), limit: min(rest, left, Self.windowSize))
      let (count, total) = rows.extent
      if count == 0 { return }
      try body(rows)
      offset += count
      rest -= count
      // An offset past the end means the last rows, so a window is asked for only where rows are left.
      left = total - offset
      if offset >= total || Output.readerLeft { return }
    }
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
