import Catalog
import Embedded
import Foundation
import Replication

/// Replications asked for in one command: names resolved, rules heard, tasks admitted.
struct ReplicaSubmission: Sendable {
  let context: OpenContext
  let resolver: Resolver
  let ifAbsent: Bool

  /// Resolves one destination; what does not resolve joins the refusals and hides no other rule.
  func attempt(
    _ source: Resolver.Found, to text: String, vault: String?, name: String?, description: String
  ) throws -> ReplicaAttempt {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let region = parts.first ?? ""
    let project = parts.count > 1 ? resolver.project(parts[1], in: region) : nil
    var refused: [RefusalShape] = []
    var destination = Destination(region: region, project: project)
    if let vault {
      switch try resolver.find(vault, .vault, in: region.isEmpty ? nil : region, field: .vault) {
      case .id(let id): destination.vault = id
      case .refused(var refusal):
        refusal.region = region.isEmpty ? nil : region
        refused.append(refusal)
      }
    }
    switch source {
    case .id(let id):
      let request = ReplicaRequest(backup: id, destination: destination, name: name, description: description)
      if refused.isEmpty { return .request(request) }
      return .unresolved(try otherRefusals(request).filter { $0.field != "vault" } + refused)
    case .refused(let refusal):
      let request = ReplicaRequest(backup: "", destination: destination, name: name, description: description)
      return .unresolved([refusal] + otherRefusals(withoutSource: request) + refused)
    }
  }

  /// Says what would happen.
  func plan(_ attempts: [ReplicaAttempt]) async throws -> ExitStatus {
    var requests: [ReplicaRequest] = []
    var refused: [RefusalShape] = []
    for attempt in attempts {
      switch attempt {
      case .request(let request): requests.append(request)
      case .unresolved(let refusals): refused += refusals
      }
    }
    let plan = requests.isEmpty ? Plan() : try await context.cloud.plan(requests)
    // What can be reached only matters where no rule forbids it.
    if refused.isEmpty, plan.refused.isEmpty { try await context.cloud.requireStores(for: requests) }
    return try context.output.plan(plan, refused: refused)
  }

  /// Submits all, one by one, so that every destination has an outcome of its own (S18).
  func submit(_ attempts: [ReplicaAttempt]) async throws -> Submitted {
    var submitted = Submitted()
    for attempt in attempts {
      switch attempt {
      case .unresolved(let refusals): submitted.refused += refusals
      case .request(let request):
        try await submitted.add {
          let admission = try await context.cloud.createReplicas([request], by: context.requester)
          return try presentTasks(request, admission).map { Admission(tasks: $0) } ?? admission
        }
      }
    }
    return submitted
  }

  /// With `--if-absent`: the tasks of a replica that exists or is on its way; nil where the refusals stand.
  private func presentTasks(_ request: ReplicaRequest, _ admission: Admission) throws -> [CloudTask]? {
    let present: Set<RefusalCode> = [.replicaExists, .requestInFlight]
    guard ifAbsent, admission.refused.contains(where: { present.contains($0.code) }) else { return nil }
    let fields: Set<RequestField> = [.name, .description]
    if admission.refused.contains(where: { $0.field.map(fields.contains) ?? false }) { return nil }
    let region = request.destination.region
    let tasks = try context.catalog.tasks(touching: request.backup, limit: 10_000).filter {
      $0.type == .replication && $0.source?.id == request.backup && $0.target?.region == region
    }
    if let running = tasks.first(where: { !$0.status.hasEnded }) { return [running] }
    let replica = try context.catalog.backup(request.backup)?.replicas.first { $0.region == region }
    // A replica that failed or goes away protects nothing: then the refusal is the honest answer.
    guard let replica, replica.status == .available else { return nil }
    return tasks.filter { $0.target?.id == replica.id }.prefix(1) + []
  }

  /// What else stands against a request, its vault left open.
  private func otherRefusals(_ request: ReplicaRequest) throws -> [RefusalShape] {
    let facts = try context.catalog.read { try $0.replicaFacts(for: request) }
    let rules = RuleBook(profile: context.cloud.profile)
    return facts.map { rules.refusals(request, $0).map { RefusalShape($0) } } ?? []
  }

  /// What stands against the fields and the region of a request whose source is not known: a stand-in that lies
  /// nowhere takes the source's place, and what is said of it is left out.
  private func otherRefusals(withoutSource request: ReplicaRequest) -> [RefusalShape] {
    let stranger = NamedReference(id: "", name: "")
    let source = Backup(
      id: "", name: "", type: .server, status: .available, region: "?", project: "", vault: stranger,
      resource: ResourceReference(id: "", name: "", kind: .ecs), size: 0, containsSystemDisk: true, createdAt: Date())
    let rules = RuleBook(profile: context.cloud.profile)
    let kept: Set<RequestField> = [.name, .description, .region, .project]
    return rules.refusals(request, ReplicaFacts(backup: source, regions: resolver.regions)).filter {
      $0.field.map(kept.contains) ?? false && $0.code != .noDestination
    }.map { refusal in
      var refusal = refusal
      refusal.source = nil
      return RefusalShape(refusal)
    }
  }
}
