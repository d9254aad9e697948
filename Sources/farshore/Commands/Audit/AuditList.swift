import ArgumentParser
import Replication

/// `farshore audit list`.
struct AuditList: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists what was done, newest first.",
    discussion:
      "Filters: by: action: outcome: subject: region: age: created:, such as --filter 'action:delete age:<7d'.")

  @Option(help: ArgumentHelp("Only this region.", valueName: "id")) var region: String?
  @Option(help: ArgumentHelp("At most so many lines.", valueName: "count"), transform: TypedValue.count)
  var limit: Int?
  @Option(help: ArgumentHelp("Only what passes a filter as in the console.", valueName: "text")) var filter: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit \(limit) is below 0.") }
  }

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    var listing = Listing(.audit, scope: try context.resolver().scope(region: region, project: nil))
    if let filter { listing.filter = try RowFilter.parsed(filter, for: .audit) }
    let columns: [Table.Column] = [
      .number("LINE"), .words("DATE"), .words("OPERATOR"), .words("ACTION"), .words("OUTCOME"), .words("REGION"),
      .words("SUBJECT"),
    ]
    return try context.printRows(listing, limit: limit, table: columns) { rows in
      guard case .audit(let window) = rows else { return [] }
      return window.rows.map { line in
        [
          "\(line.number)", Moment.text(line.date), line.requester.description, line.action,
          line.outcome + (line.facts["codes"].map { " (\($0))" } ?? ""), line.region,
          line.facts["name"] ?? line.subject,
        ]
      }
    }
  }
}
