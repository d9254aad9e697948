public import Catalog
public import CloudWire
internal import Foundation
public import Replication

/// An account of Tencent Cloud as a context drives it: reads come from the catalog, writes go to CBS.
public final class TencentAccount: Cloud, Sendable {
  /// How long an account without the beta is believed to have none (S30), in seconds.
  private static let memory = 3_600.0

  /// What is, as far as it has been read, and what happened.
  public let catalog: Catalog
  let client: TencentClient
  let sync: TencentSync
  let clock: any WireClock
  let lookout: Lookout

  /// Makes an account over a catalog; nothing is sent yet.
  ///
  /// - Parameter regions: the regions to look at; empty means all that the account may use.
  public init(
    client: TencentClient, catalog: Catalog, regions: Set<String> = [], clock: any WireClock = SystemWireClock()
  ) {
    self.client = client
    self.catalog = catalog
    self.clock = clock
    let sync = TencentSync(client: client, catalog: catalog, regions: regions, clock: clock)
    self.sync = sync
    lookout = Lookout(clock: clock) { try await sync.poll() }
  }

  /// What CBS can do, and whether copies were refused for want of the beta a short while ago.
  public var profile: ProviderProfile {
    var profile = ProviderProfile.tencentCBS
    // A catalog that cannot be read says nothing of the beta; the cloud does.
    let refused = (try? catalog.read { try $0.betaRefusedAt() }) ?? nil
    if let refused, abs(clock.now.timeIntervalSince(refused)) < Self.memory { profile.betaGranted = false }
    return profile
  }

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
    _ action: String, _ subject: String, region: String, by requester: Operator, outcome: String = "done",
    facts: [String: String] = [:]
  ) -> AuditEntry {
    AuditEntry(
      date: clock.now, requester: requester, action: action, subject: subject, region: region, outcome: outcome,
      facts: facts)
  }

  static func unknown(_ kind: String, _ id: String, region: String? = nil) -> Refusal {
    Refusal(
      code: .unknownID, message: "There is no \(kind) \(id.debugDescription).", field: .source, source: id,
      region: region)
  }
}
