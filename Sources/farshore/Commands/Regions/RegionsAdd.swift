import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore regions add`.
struct RegionsAdd: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds a region, its default project and its store.")

  @Argument(help: "The id: 1 to 34 of a-z, 0-9 and -.") var id: String
  @Option(help: "The name an operator reads; else the id.") var name: String?
  @Option(help: ArgumentHelp("The folder for the region's store; absent or empty.", valueName: "path"))
  var store: String
  @Option(
    help: ArgumentHelp("What the region offers: cbr, cbs or both.", valueName: "services"),
    transform: ServiceList.parse)
  var services: ServiceList = ServiceList(services: Service.allCases)
  @Flag(help: "The region is a finance zone.") var finance = false
  @Flag(inversion: .prefixedNo, help: "Whether backups may be replicated from and to the region.")
  var replication = true
  @Option(
    help: ArgumentHelp("How many snapshots the region may hold.", valueName: "count"), transform: TypedValue.count)
  var snapshotQuota: Int?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    if let snapshotQuota, snapshotQuota < 0 { throw ValidationError("--snapshot-quota \(snapshotQuota) is below 0.") }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let region = Region(
      id: id, name: name ?? id, services: services.services, replicationCapable: replication,
      zone: finance ? .finance : .standard)
    let store = FilePath.absolute(store)
    if FieldRules.regionID(id).isEmpty { try FilePath.makeParent(of: store) }
    let added = try context.engine.ordered("add-region", on: id, in: id, by: context.requester) { engine in
      try engine.addRegion(region, store: store, quota: snapshotQuota)
      return try engine.catalog.regions().first { $0.id == id } ?? region
    }
    if session.output.json {
      try session.output.document(RegionShape(added))
    } else {
      try session.output.line("region \(added.label): added")
    }
    return .done
  }
}
