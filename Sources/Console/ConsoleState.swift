internal import Canvas
internal import Replication

internal import struct Foundation.Date

/// Everything the console knows and shows; a value, changed only by `update`.
public struct ConsoleState: Sendable {
  /// What the console was told; size, context, theme and the like are kept up to date in it.
  var setup: ConsoleSetup
  /// The colours.
  var theme: Theme
  /// The latest moment heard of.
  var clock: Date
  /// The moment shown; follows `clock` only together with another change.
  var now: Date

  // What is known.
  var regions: [Region] = [] {
    // Asked for with every change, seldom another: the codes take long to make.
    didSet { if regions != oldValue { codes = RegionCodes(regions) } }
  }
  /// Their codes, made once: every row of a list shows some.
  private(set) var codes = RegionCodes([])
  /// Whether the regions have been heard of; without this an empty context would seem to be read for ever.
  var knowsRegions = false
  /// Why a live account of which nothing is known cannot be asked; nil where it can, or was not asked yet.
  var accountTrouble: String?
  /// Tasks of a live account that cannot be asked at present, by their ids.
  var unasked: [String: Unasked] = [:]
  var counts: ServiceCounts?
  /// The policies, as far as vaults have needed them.
  var policies: [Policy] = []
  /// The vaults of all regions, as the policies came with them.
  var policyVaults: [Vault] = []
  /// What each place holds, for the picker.
  var placeCounts: [Scope: ServiceCounts] = [:]
  var activity = Activity()
  /// The tasks heard of last, so that what others begin is noticed; nil before the first time.
  var heardOf: Set<String>?
  /// What the running tasks did lately.
  var transfers = TransferLog()

  // Where the operator is.
  var scope: Scope
  var service = ConsoleService.servers
  var tab = ConsoleTab.backups
  /// The tab that images or the audit were opened from.
  var formerTab: ConsoleTab?
  var lists: [ListKey: RowList] = [:]
  /// Whether the keys move among the services on the left.
  var onServices = false
  /// Whether the filter line is being edited.
  var filter: TextField?
  /// Why the filter line could not be read last; it is shown while the line cannot, whatever else is said meanwhile.
  var filterProblem: String?
  var pages: [DetailPage] = []
  var overlays: [Overlay] = []
  /// The places `o` came from.
  var trail: [Place] = []
  var pane = Pane()
  /// Where the cursor stands among the regions of the coverage matrix.
  var coverage = CoveragePlace()

  // The message line and the like.
  var notice: Notice?
  /// How many sentences have been shown, so that one that a key has caused is told from an older one.
  var saidCount = 0
  /// Notices of the start that have not been shown yet.
  var laterNotices: [Notice] = []
  /// What the message line has said, the latest last.
  var messages: [Message] = []
  var bells = 0
  var interruptIsArmed = false
  /// What ended last, for the terminal's title, until a key is pressed.
  var headline: String?
  /// The ends of replications that have been told of, or had ended before.
  var toldEnds: Set<String> = []
  /// Whether anything has been heard of what goes on.
  var knowsActivity = false
  /// When the console, or the context, was opened.
  var openedAt: Date
  /// What was typed and chosen before.
  var history: ConsoleHistory
  /// Which filter of the history stands in the filter line.
  var recalledFilter: Int?
  /// Whether the sentence shown only answers a key, so that the next key takes it away.
  var noticeYields = false

  /// A dialog for several rows that was left while its request was on its way.
  var departed: Form?
  /// The submission of many rows that is under way.
  var bulk: Bulk?

  // Requests under way; an answer that is not here is late and dropped.
  var sequence = 0
  var waiting: [Int: Waiting] = [:]
  var outbox: [Effect] = []

  /// Makes the state of a console that has seen nothing yet.
  public init(setup: ConsoleSetup) {
    self.setup = setup
    theme = (setup.themes.first { $0.name == setup.theme } ?? setup.themes.first)?.read() ?? .plain
    clock = setup.now
    now = setup.now
    openedAt = setup.now
    scope = setup.scope ?? .everything
    history = setup.history
    laterNotices = setup.notices.sorted { $0.level > $1.level }
    messages = laterNotices.map { Message(date: setup.now, notice: $0) }
    notice = laterNotices.isEmpty ? nil : laterNotices.removeFirst()
    if !setup.profile.services.contains(.cbr) {
      service = .snapshots
      tab = .snapshots
    }
  }

  /// The rules of the context's provider.
  var rules: RuleBook { RuleBook(profile: setup.profile) }

  /// The services the context's cloud has; others are not shown.
  var services: [ConsoleService] { ConsoleService.allCases.filter { setup.profile.services.contains($0.family) } }

  /// The tabs that are shown: the service's, and what is open beside them.
  var shownTabs: [ConsoleTab] { service.tabs + (tab.isExtra ? [tab] : []) }

  /// Whether policies stand behind the tabs; they have a screen of their own, over everything.
  var hasPolicyTab: Bool { service.family == .cbr }

  /// Which list is shown.
  var listKey: ListKey { ListKey(service, tab, byResource: coverage.byResource) }

  /// The list that is shown.
  var list: RowList {
    get { lists[listKey] ?? RowList(Listing(listKey.subject, scope: scope)) }
    set { lists[listKey] = newValue }
  }

  /// What a context without any region says; nil where there are some, or nobody knows yet.
  var noRegionWords: String? {
    guard knowsRegions, regions.isEmpty else { return nil }
    if isLive { return accountTrouble ?? "The account is being read; its rows appear as they arrive." }
    return "This context has no region yet. Add one with: farshore regions add. To try things out: farshore demo"
  }

  /// Whether the context is an account of a live cloud.
  var isLive: Bool { setup.profile.provider != .embedded }

  /// The name of a region, or its id where it is not known.
  func regionName(_ id: String) -> String { regions.first { $0.id == id }?.name ?? id }

  /// The name of a region; where it would be cut the city in it, as in `Southeast Asia (Bangkok)`, or else its code.
  func regionName(_ id: String, columns: Int) -> String {
    let name = regionName(id)
    if Display.width(of: name) <= columns { return name }
    if name.hasSuffix(")"), let start = name.lastIndex(of: "(") {
      let city = String(name[name.index(after: start)...].dropLast())
      if !city.isEmpty, Display.width(of: city) <= columns { return city }
    }
    let code = codes[id]
    return code.isEmpty ? name : code
  }

  /// Why the region shown lacks a service; nil when it has it.
  func reasonWithout(_ service: ConsoleService) -> String? {
    guard let id = scope.region, let region = regions.first(where: { $0.id == id }) else { return nil }
    return region.services.contains(service.family) ? nil : "not offered in \(region.name)"
  }
}
