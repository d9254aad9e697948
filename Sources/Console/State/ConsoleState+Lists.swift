internal import Replication

extension ConsoleState {
  /// Rows asked for at once: three screens, so that moving about costs nothing.
  private var windowLimit: Int { max(60, listHeight * 3) }

  /// Asks for the rows that are shown, around the cursor.
  mutating func fetchRows(at anchor: Anchor? = nil) {
    fetchRows(listKey, at: anchor, limit: windowLimit)
  }

  private mutating func fetchRows(_ key: ListKey, at anchor: Anchor?, limit: Int) {
    var list = lists[key] ?? RowList(Listing(key.subject, scope: scope))
    if list.request != nil {
      list.isStale = true
      lists[key] = list
      return
    }
    list = key == listKey ? upToDate(list) : list
    let request = asking(.rows(key, list.listing))
    list.request = request
    list.isStale = false
    lists[key] = list
    let place: Anchor = anchor ?? list.cursorID.map { .around($0) } ?? .offset(max(0, list.top - listHeight))
    outbox.append(.rows(list.listing, at: place, limit: limit, request: request))
  }

  /// Asks for the rows that are shown as if nothing had been asked before.
  mutating func fetchAnew() {
    let key = listKey
    forget { if case .rows(key, _) = $0 { true } else { false } }
    outbox.removeAll { if case .rows = $0 { true } else { false } }
    var shown = list
    shown.request = nil
    list = shown
    fetchRows()
  }

  /// Takes an answer in, unless the list has been told to show something else meanwhile.
  mutating func take(_ window: RowWindow, _ key: ListKey, _ listing: Listing) {
    guard var list = lists[key] else { return }
    list.request = nil
    let fits = list.listing == listing
    if fits { list.take(window, height: listHeight) }
    lists[key] = list
    if fits, !list.isCounted { fetchTotal(key, listing) }
    if list.isStale || !fits {
      fetchRows(key, at: nil, limit: windowLimit)
    } else if !list.rows.isEmpty, list.current == nil {
      fetchRows(key, at: .offset(max(0, list.cursor - listHeight)), limit: windowLimit)
    }
    if key == listKey, pane.subject != list.current?.watched { followRow() }
  }

  /// Asks how many rows there are; the rows are shown meanwhile.
  private mutating func fetchTotal(_ key: ListKey, _ listing: Listing) {
    let purpose = Waiting.total(key, listing)
    if !waiting.values.contains(purpose) { outbox.append(.total(listing, request: asking(purpose))) }
  }

  /// Asks for the counts of the left column.
  mutating func fetchCounts() {
    forget { $0 == .counts }
    outbox.append(.counts(scope, request: asking(.counts)))
  }

  /// Moves the cursor of the list.
  mutating func moveCursor(to index: Int) {
    var shown = list
    shown.move(to: index, height: listHeight)
    list = shown
    if let anchor = shown.wanted(height: listHeight), shown.request == nil {
      fetchRows(listKey, at: anchor, limit: max(windowLimit, listHeight * RowList.screensAhead))
    }
    outbox.append(.startTimer(.pane, after: .milliseconds(150)))
  }

  /// Changes what is listed and starts at its top, or at the row under the cursor.
  mutating func relist(keepingRow: Bool = false, _ change: (inout Listing) -> Void) {
    var shown = list
    let row = keepingRow ? shown.current?.id : nil
    if row == nil { shown.restart(change) } else { change(&shown.listing) }
    shown.cursorID = row
    // What was asked for is not waited for: the runner cuts it off.
    shown.request = nil
    list = shown
    let key = listKey
    forget { waiting in
      switch waiting {
      case .rows(key, _), .total(key, _): true
      default: false
      }
    }
    fetchRows(at: row.map { .around($0) } ?? .offset(0))
  }

  /// Lets the pane follow the row under the cursor.
  mutating func followRow() {
    let watched = list.current?.watched
    if watched != pane.subject {
      pane.subject = watched
      pane.tasks = []
      pane.scroll = 0
    }
    forget { if case .paneTasks = $0 { true } else { false } }
    guard let watched else { return }
    outbox.append(.tasks(touching: watched, limit: Self.activityLimit, request: asking(.paneTasks(watched))))
  }

  /// Shows another tab or service.
  mutating func show(_ service: ConsoleService, _ tab: ConsoleTab) {
    self.service = service
    if tab.isExtra, !self.tab.isExtra { formerTab = self.tab }
    self.tab = service.tabs.contains(tab) || tab.isExtra ? tab : service.mainTab
    pages = []
    filter = nil
    if list.listing.scope != scope { list = RowList(Listing(listKey.subject, scope: scope)) }
    fetchRows()
    followRow()
    fetchVaultPolicies()
  }

  /// Shows another region and project.
  mutating func show(_ scope: Scope) {
    self.scope = scope
    lists = [:]
    forget { if case .rows = $0 { true } else { false } }
    pages = []
    trail = []
    filter = nil
    counts = nil
    fetchCounts()
    fetchRows()
    followRow()
  }

  // MARK: Marks

  /// Marks the row under the cursor or takes its mark away, and goes on to the next.
  mutating func toggleMark() {
    guard let row = list.current else { return }
    // Where they lie: thousands of marks are not copied for one.
    let (key, isMarked) = (listKey, list.marks[row.id] != nil)
    lists[key]?.marks[row.id] = isMarked ? nil : row
    moveCursor(to: list.cursor + 1)
  }

  /// Marks all listed rows; those that are not here are asked for first.
  mutating func markAll() {
    let shown = list
    if shown.isCounted, shown.rows.count == shown.total {
      list.marks = Dictionary(shown.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    } else {
      let limit = shown.isCounted ? min(shown.total, Self.markLimit) : Self.markLimit
      outbox.append(.rows(shown.listing, at: .offset(0), limit: limit, request: asking(.allRows(listKey))))
    }
  }

  mutating func markAll(_ window: RowWindow, _ key: ListKey) {
    lists[key]?.marks = Dictionary(window.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    if window.total > window.rows.count || !window.isCounted {
      let total = window.isCounted ? "of \(window.total) rows " : "rows "
      say("The first \(window.rows.count) \(total)are marked: no more go at once.", .warning)
    }
  }

  /// The most rows marked at once: the most that a window of the catalog holds.
  static let markLimit = 10_000
}
