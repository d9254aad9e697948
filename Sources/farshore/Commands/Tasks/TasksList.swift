import ArgumentParser
import Replication

/// `farshore tasks list`.
struct TasksList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the tasks, newest first.")

  @OptionGroup var narrowing: ListOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let columns: [Table.Column] = [
      .words("ID"), .words("TYPE"), .words("STATUS"), .number("%"), .words("SOURCE"), .words("TARGET"),
      .words("OPERATOR"), .words("CREATED"), .words("ERROR"),
    ]
    let listing = try narrowing.listing(.tasks, context.resolver())
    return try context.printRows(listing, limit: narrowing.place.limit, table: columns) { rows in
      guard case .tasks(let window) = rows else { return [] }
      return window.rows.map { task in
        [
          task.id, task.type.rawValue, task.status.rawValue, "\(task.percent)",
          task.source.map { "\($0.name) \($0.region)" } ?? "-", task.target.map { "\($0.name) \($0.region)" } ?? "-",
          task.requestedBy.description, Moment.text(task.createdAt), task.error ?? "",
        ]
      }
    }
  }
}
