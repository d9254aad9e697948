internal import Replication

/// A window of rows onto a listing, with cursor and marks; never the whole listing.
struct RowList: Sendable {
  /// How the rows stand.
  enum Condition: Hashable, Sendable {
    case loading, ready
    case failed(Explanation)
  }

  /// Which rows, in which order.
  var listing: Listing
  /// The filter as it was typed; the listing holds its meaning.
  var typed = ""
  /// The rows that are here.
  var rows: [Row] = []
  /// The index of the first of them in the listing.
  var offset = 0
  var total = 0
  /// Whether `total` is all there are; else at least so many, and the count is on its way.
  var isCounted = true
  var unfilteredTotal = 0
  /// The index of the row under the cursor in the listing.
  var cursor = 0
  /// Its id; the cursor follows it when rows come and go.
  var cursorID: String?
  /// The index of the first row on the screen.
  var top = 0
  var condition = Condition.loading
  /// The request under way; one at a time.
  var request: Int?
  /// Whether the rows must be asked for again once that is answered.
  var isStale = false
  /// What other regions hold of the rows that are here, by id; only in the coverage.
  var covered: [String: CoverageRow] = [:]
  /// The marked rows by id; kept when they leave the window.
  var marks: [String: Row] = [:]

  /// A list that has not been fetched.
  init(_ listing: Listing) { self.listing = listing }

  /// The row under the cursor, if it is here.
  var current: Row? { row(at: cursor) }

  /// The row of an index, if it is here.
  func row(at index: Int) -> Row? {
    let position = index - offset
    return rows.indices.contains(position) ? rows[position] : nil
  }

  /// The marked rows in the order of the list where it is known, else the row under the cursor.
  var chosen: [Row] {
    if marks.isEmpty { return current.map { [$0] } ?? [] }
    let seen = rows.filter { marks[$0.id] != nil }
    let seenIDs = Set(seen.map(\.id))
    return seen + marks.values.filter { !seenIDs.contains($0.id) }.sorted { $0.name < $1.name }
  }
}
