import ArgumentParser
import Replication

/// `farshore snapshots list`.
struct SnapshotsList: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the snapshots of all regions, newest first.")

  @OptionGroup var narrowing: ListOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let columns: [Table.Column] = [
      .words("ID"), .words("NAME"), .words("STATE"), .words("DISK"), .words("USAGE"), .number("SIZE"),
      .words("CREATED"), .words("REGION"), .words("COPIED FROM"), .words("DRILLED"),
    ]
    let paused = try context.pausedTargets()
    let listing = try narrowing.listing(.snapshots, context.resolver())
    return try context.printRows(listing, limit: narrowing.place.limit, table: columns) { rows in
      guard case .snapshots(let window) = rows else { return [] }
      return window.rows.map { snapshot in
        [
          snapshot.id, snapshot.name,
          snapshot.state.label(isPaused: paused.contains(snapshot.id)) + (snapshot.locked ? " (locked)" : ""),
          snapshot.disk.name, snapshot.usage.rawValue, ByteFormat.short(snapshot.size),
          Moment.text(snapshot.createdAt), snapshot.region, snapshot.source.map { "\($0.id) \($0.region)" } ?? "",
          snapshot.drill?.cell ?? "-",
        ]
      }
    }
  }
}
