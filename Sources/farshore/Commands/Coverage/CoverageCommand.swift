import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore coverage`: what every region holds of every original, as the console's tab shows it.
struct CoverageCommand: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Shows what every region holds of every original, and why not.")

  @Option(help: "Backups of this type, or snapshots.") var type: ResourceType = .server
  @Flag(help: "Snapshots instead of backups.") var snapshots = false
  @Flag(help: "A row for each resource, by its newest backup.") var resources = false
  @OptionGroup var narrowing: ListOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    if snapshots, resources { throw ValidationError("--snapshots and --resources exclude each other.") }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let subject: CoverageSubject = snapshots ? .snapshots : resources ? .resources(type) : .backups(type)
    let listing = try narrowing.listing(.coverage(subject), context.resolver())
    let regions = try context.catalog.regions()
    let shown = regions.filter { $0.services.contains(snapshots ? .cbs : .cbr) }
    let judge = CoverageJudge(RuleBook(profile: context.cloud.profile), regions: regions)
    if context.output.json {
      var array = JSONArrayWriter(output: context.output)
      try array.begin()
      try context.eachWindow(listing, limit: narrowing.place.limit) { rows in
        try array.add(Self.rows(rows).map { CoverageShape($0, judge.cells(of: $0, in: shown)) })
      }
      try array.end()
      return .done
    }
    var table = Table([.words(resources ? "RESOURCE" : "NAME")] + shown.map { .words($0.id) } + [.words("ID")])
    try context.eachWindow(listing, limit: narrowing.place.limit) { rows in
      for row in Self.rows(rows) {
        table.add([row.label] + judge.cells(of: row, in: shown).map(\.word) + [row.id])
      }
    }
    try context.output.table(table)
    return .done
  }

  private static func rows(_ listed: ListedRows) -> [CoverageRow] {
    if case .coverage(let window) = listed { window.rows } else { [] }
  }
}
