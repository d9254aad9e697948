public import Catalog
public import CloudWire
public import Replication

/// An account of Huawei Cloud as a context drives it: reads come from the catalog, writes go to CBR.
public final class HuaweiAccount: Cloud, Sendable {
  /// What is, as far as it has been read, and what happened.
  public let catalog: Catalog
  let client: HuaweiClient
  let sync: HuaweiSync
  let clock: any WireClock
  let lookout: Lookout
  let shelf = PolicyShelf()

  /// Makes an account over a catalog; nothing is sent yet.
  ///
  /// - Parameter regions: the regions to look at; empty means all that the account may use.
  public init(
    client: HuaweiClient, catalog: Catalog, regions: Set<String> = [], clock: any WireClock = SystemWireClock()
  ) {
    self.client = client
    self.catalog = catalog
    self.clock = clock
    let sync = HuaweiSync(client: client, catalog: catalog, regions: regions, clock: clock)
    self.sync = sync
    lookout = Lookout(clock: clock) { try await sync.poll() }
  }

  /// What CBR can do.
  public var profile: ProviderProfile { .huaweiCBR }

  /// Reads everything the account has into the catalog.
  public func refresh() async throws { try await sync.refresh() }

  /// Looks once at what is in flight.
  public func poll() async throws { if let failure = try await sync.poll().failure { throw failure } }

  /// Reads those regions again that were out of reach.
  public func retryUnreachable() async throws { try await sync.retryUnreachable() }

  /// Tells from now on which tasks in flight could not be asked and why, and once when all can be again.
  public func tellTroubles(_ tell: @escaping @Sendable ([String: any Error]) -> Void) { lookout.tellTroubles(tell) }

  /// Looks at what is in flight from now on.
  public func startFollowing() { lookout.start() }

  /// Looks no more.
  public func stopFollowing() { lookout.stop() }

  var rules: RuleBook { RuleBook(profile: profile) }

  /// A line of the audit.
  func audit(
    _ action: String, _ subject: String, region: String, by requester: Operator, facts: [String: String] = [:]
  ) -> AuditEntry {
    AuditEntry(
      date: clock.now, requester: requester, action: action, subject: subject, region: region, facts: facts)
  }
}
