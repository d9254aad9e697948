import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore policies apply`.
struct PoliciesApply: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Applies a policy to a vault.",
    discussion: """
      A replication policy replicates the vault's backups; a vault has one a destination region. A backup policy backs
      up into the vault every registered resource of its type, region and project, or those named; disks of servers,
      which the servers' backups contain, only where they are named. A drill policy rebuilds the newest copy of each
      resource in the vault, be it a backup vault or a replication vault.
      """)

  @Argument(help: "The policy.") var policy: String
  @Option(help: ArgumentHelp("The vault.", valueName: "vault")) var vault: String
  @Option(help: ArgumentHelp("In a live account: the vault that takes the replicas.", valueName: "vault"))
  var target: String?
  @Option(help: ArgumentHelp("For backup policies: a server, disk or file system; repeatable.", valueName: "name"))
  var resource: [String] = []
  @Option(help: ArgumentHelp("Where the vault's name is looked up first.", valueName: "id")) var region: String?
  @Flag(help: "Take the policy off the vault.") var remove = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let found = try await context.policy(policy).policy
    let vault = try context.policyVault(vault, region: region ?? found.region)
    let target = try target.map { try context.policyVault($0, region: found.destination?.region) }
    if target != nil, context.cloud.profile.runsPolicies { throw ProviderError.liveOnly("--target") }
    let resources = try resource.map { try context.resource($0, in: vault) }
    do {
      _ = try await context.policyKeeper().applyPolicy(
        found.id, to: PolicyVault(vault: vault, resources: resources, target: target), removing: remove,
        by: context.requester)
    } catch let refused as Refused {
      throw Declined(refusals: refused.refusals.map { RefusalShape($0) })
    }
    return try context.printPolicy(try await context.policy(found.id), runs: [])
  }
}

extension OpenContext {
  /// A registered resource of the vault's type by its name or id.
  fileprivate func resource(_ text: String, in id: String) throws -> String {
    guard let vault = try catalog.vault(id), let engine = policyEngine else { return text }
    return switch vault.type {
    case .server:
      try Resolver.find(text, "server", among: try engine.servers(), name: \.name, region: \.region).get()
    case .disk: try Resolver.find(text, "disk", among: try engine.disks(), name: \.name, region: \.region).get()
    case .turbo:
      try Resolver.find(text, "file system", among: try engine.fileSystems(), name: \.name, region: \.region).get()
    }
  }
}
