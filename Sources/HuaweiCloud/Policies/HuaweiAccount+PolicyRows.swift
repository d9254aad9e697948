import Catalog
import CloudWire
import Replication

extension HuaweiAccount {
  /// The policies of all regions in reach; the service lists them place by place, without pages.
  ///
  /// - Throws: `HuaweiError` where no place answered at all.
  func policyRows() async throws -> [PolicyRow] {
    if let known = shelf.rows(at: clock.now) { return Self.sorted(known) }
    let generation = shelf.generation
    let places = try catalog.regions().filter { $0.unreachable == nil }.flatMap { region in
      region.projects.map { HuaweiPlace(region: region.id, project: $0.id) }
    }
    var (rows, hasAnswer, silent) = ([PolicyRow](), places.isEmpty, [String: HuaweiError]())
    await withTaskGroup(of: (region: String, answer: Result<[PolicyRow], HuaweiError>).self) { group in
      for place in places {
        group.addTask { [client] in
          do throws(HuaweiError) {
            let rows = try await client.policies(place).map { PolicyRow(place: place, policy: $0) }
            return (place.region, .success(rows))
          } catch {
            // A region without CBR has none.
            if case .failure(let failure) = error, failure.code == "APIGW.0101" {
              return (place.region, .success([]))
            }
            return (place.region, .failure(error))
          }
        }
      }
      for await outcome in group {
        switch outcome.answer {
        case .success(let found):
          rows += found
          hasAnswer = true
        case .failure(let error): silent[outcome.region] = error
        }
      }
    }
    shelf.silent = silent
    if !hasAnswer, let trouble = silent.min(by: { $0.key < $1.key })?.value { throw trouble }
    // What a region out of reach has is asked for again next time, and so is an account that was not read yet.
    if silent.isEmpty, !places.isEmpty { shelf.keep(rows, at: clock.now, since: generation) }
    return Self.sorted(rows)
  }

  private static func sorted(_ rows: [PolicyRow]) -> [PolicyRow] {
    rows.sorted { ($0.policy.name, $0.place.region, $0.policy.id) < ($1.policy.name, $1.place.region, $1.policy.id) }
  }

  /// One policy; throws `Refused` where there is none.
  func policyRow(_ id: String) async throws -> PolicyRow {
    guard let row = try await policyRows().first(where: { $0.policy.id == id }) else {
      throw Refused([
        Refusal(code: .unknownID, message: "There is no policy \(id.debugDescription).", field: .source, source: id)
      ])
    }
    return row
  }

  /// The policies of a place as they are now.
  func policies(at place: HuaweiPlace) async throws -> [Policy] {
    try await policyRows(at: place).map { try $0.translated() }
  }

  /// The policies of a place as they are now, in the cloud's words.
  func policyRows(at place: HuaweiPlace) async throws -> [PolicyRow] {
    let generation = shelf.generation
    let rows = try await client.policies(place).map { PolicyRow(place: place, policy: $0) }
    shelf.replace(rows, in: place, since: generation)
    return rows
  }

  /// What the rules look at: all regions, and the vaults of all of them.
  func policyFacts() throws -> (regions: [Region], vaults: [Vault]) {
    let regions = try catalog.regions()
    return (regions, try regions.flatMap { try catalog.vaults(region: $0.id) })
  }

  func note(_ action: String, _ policy: Policy, by requester: Operator, facts: [String: String] = [:]) throws {
    var facts = facts
    facts["name"] = policy.name
    let entry = audit(action, policy.id, region: policy.region ?? "", by: requester, facts: facts)
    try catalog.write(durable: true) { try $0.appendAudit(entry) }
  }
}
