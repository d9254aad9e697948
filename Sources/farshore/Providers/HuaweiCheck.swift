import CloudWire
import Embedded
import HuaweiCloud

/// Tries what an account of Huawei Cloud has to allow; every try only reads.
enum HuaweiCheck {
  /// Tries it.
  static func run(_ access: LiveAccess) async -> [CheckShape.Finding] {
    var list = CheckList()
    guard let client = await list.attempt("credentials", { try access.huaweiClient(log: RequestLog()) }) else {
      return list.findings
    }
    await list.attempt("list regions (IAM)") { try await client.regions() }
    let projects = await list.attempt("list projects (IAM)") { try await client.enterableProjects() }
    let wanted = access.settings.regions
    for project in (projects ?? []).sorted(by: { $0.name < $1.name }) where project.isDefault {
      guard wanted.isEmpty || wanted.contains(project.region), project.name.contains("-") else { continue }
      await check(HuaweiPlace(region: project.region, project: project.id), client, &list)
    }
    return list.findings
  }

  private static func check(_ place: HuaweiPlace, _ client: HuaweiClient, _ list: inout CheckList) async {
    let region = place.region
    await list.attempt("replication capabilities", region: region) { try await client.capabilities(place) }
    await list.attempt("list vaults", region: region) { try await client.vaults(place, limit: 1) }
    await list.attempt("list backups", region: region) { try await client.backups(place, limit: 1) }
    await list.attempt("list tasks", region: region) { try await client.operations(place, limit: 1) }
    await list.attempt("list policies", region: region) { try await client.policies(place) }
  }
}
