import CloudSupport
import CloudWire
import Foundation
import HuaweiCloud
import Testing

/// Makes the client do what a vector recorded, with parameters read from the recorded request, and looks at what was
/// read from the answer.
struct VectorDriver {
  private let vector: WireVector
  private let client: HuaweiClient
  private let place: HuaweiPlace

  init(_ vector: WireVector, replay: Replay) {
    self.vector = vector
    let token = vector.exchanges[0].request.headers.first { $0[0] == "X-Security-Token" }?[1]
    let clock = SteppedClock()
    let courier = Courier(
      transport: replay, budget: RateBudget(perSecond: 1_000, clock: clock), policy: RetryPolicy(attempts: 3),
      clock: clock)
    client = HuaweiClient(
      credentials: HuaweiCredentials(
        accessKey: "EXAMPLEACCESSKEYID00", secretKey: Secret("secret"), securityToken: token.map { Secret($0) }),
      courier: courier)
    let project = vector.exchanges[0].request.headers.first { $0[0] == "X-Project-Id" }?[1] ?? ""
    place = HuaweiPlace(region: "ap-southeast-1", project: project)
  }

  func run() async throws {
    switch vector.operation.split(separator: " ").last ?? "" {
    case "KeystoneListRegions":
      let regions = try await client.regions()
      #expect(regions.first?.displayName == "CN-Hong Kong")
      #expect(regions.count == 5)
    case "KeystoneListProjects": _ = try await client.projects(name: vector.query("name").first)
    case "KeystoneListAuthProjects":
      let projects = try await client.enterableProjects()
      #expect(
        projects.contains { $0.name == "ap-southeast-3_team-b" && $0.region == "ap-southeast-3" && !$0.isDefault })
    case "ShowReplicationCapabilities":
      let found = try await client.capabilities(place)
      #expect(found.destinations(of: "ap-southeast-1") == ["ap-southeast-2", "ap-southeast-3"])
      #expect(found.destinations(of: "elsewhere") == [])
    case "ListFeatures": _ = try await client.features(place)
    case let name where name.contains("Policy") || name.contains("Policies"): try await policies(String(name))
    case let name where name.contains("Backup"): try await backups(String(name))
    default: try await others()
    }
  }

  private func backups(_ operation: String) async throws {
    switch operation {
    case "ListBackups": try await listBackups()
    case "ShowBackup":
      let backup = try await client.backup(vector.segment(3), place)
      #expect(backup.replicationRecords?.rows.isEmpty == false)
      for _ in vector.exchanges.dropFirst() { _ = try await client.backup(vector.segment(3), place) }
    case "CopyBackup":
      let accepted = try await client.replicate(vector.segment(3), wish(), place)
      #expect(accepted.replicationRecordId == "99000000-0000-4000-8000-000000000001")
    default: try await client.deleteBackup(vector.segment(3), place)
    }
  }

  private func listBackups() async throws {
    var filter = HuaweiBackupFilter()
    filter.imageType = vector.query("image_type").first
    filter.statuses = vector.query("status")
    filter.vault = vector.query("vault_id").first
    filter.name = vector.query("name").first
    filter.resourceType = vector.query("resource_type").first
    filter.ownType = vector.query("own_type").first
    filter.sort = vector.query("sort").first
    filter.showReplication = vector.query("show_replication").first.map { $0 == "true" }
    let limit = vector.query("limit").first.flatMap { Int($0) }
    var offset = vector.query("offset").first.flatMap { Int($0) }
    var rows: [CBRBackup] = []
    while true {
      let page = try await client.backups(place, filter, limit: limit, offset: offset)
      rows += page.rows
      #expect(page.unreadable == 0)
      guard let before = offset, !page.isLast(offset: before, limit: limit ?? 1_000) else { break }
      offset = before + page.length
    }
    if vector.id.contains("two-pages") { #expect(rows.count == 3) }
    if let first = rows.first { #expect(first.resourceSize == 40 && first.extendInfo?.containSystemDisk == true) }
  }

  private func policies(_ operation: String) async throws {
    let wanted = vector.body("policy")
    switch operation {
    case "CreatePolicy":
      let definition = wanted["operation_definition"] as? [String: Any] ?? [:]
      let pattern = ((wanted["trigger"] as? [String: Any])?["properties"] as? [String: Any])?["pattern"]
      let policy = try await client.createPolicy(
        CBRPolicyChange(
          name: wanted["name"] as? String, enabled: wanted["enabled"] as? Bool,
          operationType: wanted["operation_type"] as? String,
          operationDefinition: CBRPolicyDefinition(
            destinationRegion: definition["destination_region"] as? String,
            destinationProjectId: definition["destination_project_id"] as? String,
            retentionDurationDays: definition["retention_duration_days"] as? Int),
          trigger: .init(pattern: pattern as? [String] ?? [])), place)
      #expect(policy.operationDefinition?.retentionDurationDays == 30)
    case "ListPolicies":
      let policies = try await client.policies(place, type: vector.query("operation_type").first)
      #expect(policies.first?.associatedVaults?.first?.destinationVaultId == "c0000000-0000-4000-8000-000000000301")
    case "DeletePolicy": try await client.deletePolicy(vector.segment(3), place)
    default:
      let body = vector.body("")
      try await client.apply(
        policy: body["policy_id"] as? String ?? "", to: vector.segment(3),
        destinationVault: body["destination_vault_id"] as? String, place)
    }
  }

  private func others() async throws {
    switch vector.operation.split(separator: " ").last ?? "" {
    case "ListVault":
      var filter = HuaweiVaultFilter()
      filter.ids = vector.query("id")
      filter.objectType = vector.query("object_type").first
      filter.protectType = vector.query("protect_type").first
      let page = try await client.vaults(
        place, filter, limit: vector.query("limit").first.flatMap { Int($0) },
        offset: vector.query("offset").first.flatMap { Int($0) })
      #expect(page.rows.first?.billing?.used == 20_480 && page.rows.first?.billing?.size == 500)
    case "ShowVault": _ = try await client.vault(vector.segment(3), place)
    case "CreateVault": try await createVault()
    case "CopyCheckpoint":
      let accepted = try await client.replicateVault(wish(), place)
      #expect(accepted.backups?.map(\.backupId).count == 2)
    case "ListOpLogs":
      let tasks = try await client.operations(place, operationFilter(), limit: 20)
      #expect(tasks.rows.first?.extraInfo?.common?.progress == 42)
    case "ShowOpLog":
      let task = try await client.operation(vector.segment(3), place)
      #expect(task.status == "failed" && task.errorInfo?.code == "BackupService.6129")
    case "CreateWholeImage":
      let body = vector.body("")
      let job = try await client.createImage(
        IMSImageWish(
          name: body["name"] as? String ?? "", backupId: body["backup_id"] as? String ?? "",
          description: body["description"] as? String), place)
      #expect(job == "4010a32b5f909853015f90aaa24b0015")
    case "ShowJob":
      var jobs: [IMSJob] = []
      for _ in vector.exchanges { jobs.append(try await client.imageJob(vector.segment(3), place)) }
      #expect(jobs.map(\.status) == ["INIT", "RUNNING", "SUCCESS"])
      #expect(jobs[1].percent == 35)
    default: Issue.record("nobody drives \(vector.operation)")
    }
  }

  private func createVault() async throws {
    let wanted = vector.body("vault")
    let billing = wanted["billing"] as? [String: Any] ?? [:]
    let vault = try await client.createVault(
      CBRVaultWish(
        name: wanted["name"] as? String ?? "",
        billing: .init(
          objectType: billing["object_type"] as? String ?? "", protectType: billing["protect_type"] as? String ?? "",
          size: billing["size"] as? Int ?? 0, chargingMode: billing["charging_mode"] as? String,
          cloudType: billing["cloud_type"] as? String), description: wanted["description"] as? String), place)
    #expect(vault.billing?.protectType == "replication")
  }

  private func operationFilter() -> HuaweiOperationFilter {
    var filter = HuaweiOperationFilter()
    filter.type = vector.query("operation_type").first
    filter.status = vector.query("status").first
    let format = ISO8601DateFormatter()
    filter.start = vector.query("start_time").first.flatMap { format.date(from: $0) }
    filter.end = vector.query("end_time").first.flatMap { format.date(from: $0) }
    return filter
  }

  private func wish() -> CBRReplicate {
    let wanted = vector.body("replicate")
    return CBRReplicate(
      vaultId: wanted["vault_id"] as? String, name: wanted["name"] as? String,
      description: wanted["description"] as? String, destinationRegion: wanted["destination_region"] as? String ?? "",
      destinationProjectId: wanted["destination_project_id"] as? String ?? "",
      destinationVaultId: wanted["destination_vault_id"] as? String ?? "",
      autoTrigger: wanted["auto_trigger"] as? Bool, enableAcceleration: wanted["enable_acceleration"] as? Bool)
  }
}
