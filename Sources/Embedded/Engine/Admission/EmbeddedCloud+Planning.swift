import Catalog
public import Replication

extension EmbeddedCloud {
  /// Says what `createReplicas` would do, by the same evaluation, writing nothing (S25).
  public func plan(_ requests: [ReplicaRequest]) async throws -> Plan {
    try await threads.run { [premises] in
      let admitter = try Self.planner(premises)
      var plan = Plan()
      for request in requests {
        let (choice, refused) = try premises.catalog.read { try admitter.judge(request, $0) }
        plan.refused += refused
        guard let choice else { continue }
        let destination = Destination(
          region: choice.vault.region, project: choice.vault.project, vault: choice.vault.id)
        plan.allowed.append(
          Plan.Allowed(
            source: choice.backup.id, destination: destination, name: choice.name, traffic: choice.backup.size,
            toTransfer: admitter.missingBytes(
              choice.backup.id, from: choice.backup.region, to: choice.vault.region, warnings: &plan.warnings)))
        try admitter.warnOfName(choice, warnings: &plan.warnings)
      }
      return plan
    }
  }

  /// Says what `copySnapshots` would do, by the same evaluation, writing nothing (S25).
  public func plan(_ requests: [SnapshotCopyRequest]) async throws -> Plan {
    try await threads.run { [premises] in
      let admitter = try Self.planner(premises)
      var plan = Plan()
      for request in requests {
        let (source, refused) = try premises.catalog.read { try admitter.judge(request, $0) }
        plan.refused += refused
        guard let source else { continue }
        plan.allowed.append(
          Plan.Allowed(
            source: source.id, destination: Destination(region: request.region),
            name: Admitter.name(request.name, copying: source), traffic: source.size,
            toTransfer: admitter.missingBytes(
              source.id, from: source.region, to: request.region, warnings: &plan.warnings)))
      }
      return plan
    }
  }

  static func planner(_ premises: Premises) throws -> Admitter {
    // Nothing is written by a plan, so nobody is recorded as its author.
    Admitter(premises: premises, rules: try premises.rules(), requester: Operator(user: "", host: ""))
  }
}

extension Admitter {
  /// The bytes that would really cross (S65); nil, with a remark, where a store cannot be asked.
  func missingBytes(
    _ id: String, from source: String, to destination: String, warnings: inout [String]
  ) -> Int64? {
    do {
      let (origin, target) = (try premises.stores.readable(source), try premises.stores.writable(destination))
      if let stored = try origin.backup(id) { return try target.missingBytes(stored, from: origin) }
      if let stored = try origin.snapshot(id) { return try target.missingBytes([stored.disk], from: origin) }
      throw EngineError.sourceGone(id: id, region: source)
    } catch {
      let line = Words.line(error)
      if !warnings.contains(line) { warnings.append(line) }
      return nil
    }
  }

  /// S39: a duplicate name is allowed, and remarked.
  func warnOfName(_ choice: ReplicaChoice, warnings: inout [String]) throws {
    let listing = Listing(.backups(nil), text: choice.name, vault: choice.vault.id)
    guard case .backups(let window) = try premises.catalog.rows(listing, at: .offset(0), limit: 200) else { return }
    let names = window.rows.map(\.name)
    if let warning = rules.nameWarning(choice.name, vault: choice.vault, namesInVault: names) {
      warnings.append(warning)
    }
  }
}
