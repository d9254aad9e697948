internal import Canvas
internal import Replication

extension ConsoleState {
  /// The other ends of a row: a replica's source, a backup's replicas, what a task made.
  func otherEnds(of rows: [Row]) -> [SourceLink] {
    guard rows.count == 1 else { return [] }
    switch rows[0] {
    case .backup(let backup):
      if let source = backup.source { return [source] }
      return backup.replicas.map { SourceLink(id: $0.id, region: $0.region) }
    case .snapshot(let snapshot):
      if let source = snapshot.source { return [source] }
      let copies = tasks(of: rows[0]).filter { $0.type == .copy && $0.source?.id == snapshot.id }
      return Self.distinct(copies.compactMap(\.target))
    case .task(let task): return Self.distinct([task.target ?? task.source].compactMap { $0 })
    case .image(let image): return [SourceLink(id: image.backup, region: image.region)]
    case .vault, .audit: return []
    }
  }

  private static func distinct(_ ends: [TaskEndpoint]) -> [SourceLink] {
    var seen: Set<String> = []
    return ends.filter { seen.insert($0.id).inserted }.map { SourceLink(id: $0.id, region: $0.region) }
  }

  /// Goes to the other end, or back to where the last jump began.
  mutating func jump() {
    if pages.isEmpty, let place = trail.popLast() { return show(place) }
    let rows = subjects
    let ends = otherEnds(of: rows)
    guard let first = ends.first else { return }
    if ends.count > 1 { return openOtherEnds(ends, of: rows[0]) }
    go(to: first, from: rows[0])
  }

  /// Shows the list of a region with the cursor on a row.
  mutating func go(to end: SourceLink, from row: Row) {
    let rest = trail
    let place = Place(
      scope: scope, service: service, tab: tab, listing: list.listing, typed: list.typed, row: list.cursorID)
    switch row {
    case .backup(let backup): service = ConsoleService(backup.type)
    case .snapshot: service = .snapshots
    case .image: service = .servers
    case .task(let task):
      let isSnapshot = task.type == .copy || task.type == .snapshot
      if isSnapshot != (service == .snapshots) { service = isSnapshot ? .snapshots : .servers }
    case .vault, .audit: break
    }
    tab = service.mainTab
    show(Scope(region: end.region))
    list.cursorID = end.id
    fetchAnew()
    trail = rest + [place]
    say(wayBack)
  }

  /// The sentence that says how to go back.
  var wayBack: String { "\(KeyTable.keyName(of: .jump, glyphs: setup.glyphs)) or Esc goes back." }

  /// Goes back to a place.
  mutating func show(_ place: Place) {
    if notice?.text == wayBack { notice = nil }
    let rest = trail
    service = place.service
    tab = place.tab
    show(place.scope)
    trail = rest
    var shown = RowList(place.listing)
    shown.typed = place.typed
    shown.cursorID = place.row
    list = shown
    fetchAnew()
  }

  // MARK: Pages

  /// Opens the page of the row, or follows the line of a page.
  mutating func open() {
    if onServices { return onServices = false }
    if let link = currentLink { return openPage(link, row: nil) }
    if let row = list.current { openPage(Link(kind: row.kind, id: row.id), row: row) }
  }

  /// What the line under the cursor of a page leads to.
  var currentLink: Link? {
    guard let page = pages.last else { return nil }
    let lines = pageLines(page)
    return lines.indices.contains(page.cursor) ? lines[page.cursor].link : nil
  }

  mutating func openPage(_ link: Link, row: Row?) {
    var page = DetailPage(link: link, row: row)
    if let row, pane.subject == row.watched { page.tasks = pane.tasks }
    pages.append(page)
    refreshPage()
  }

  /// Looks up again what the page shows.
  mutating func refreshPage() {
    guard let link = pages.last?.link else { return }
    forget { $0 == .page(link) || $0 == .pageTasks(link) }
    outbox.append(.find(link.kind, id: link.id, request: asking(.page(link))))
    if link.kind == .backup || link.kind == .snapshot {
      outbox.append(.tasks(touching: link.id, limit: Self.activityLimit, request: asking(.pageTasks(link))))
    }
  }

  mutating func movePage(_ distance: Int) {
    guard var page = pages.last else { return }
    let count = pageLines(page).count
    page.cursor = min(max(0, page.cursor + distance), max(0, count - 1))
    let height = max(1, Layout(self).content.rows - 2)
    if page.cursor < page.scroll { page.scroll = page.cursor }
    if page.cursor >= page.scroll + height { page.scroll = page.cursor - height + 1 }
    pages[pages.count - 1] = page
  }
}
