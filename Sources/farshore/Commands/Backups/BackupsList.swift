import ArgumentParser
import Replication

/// `farshore backups list`.
struct BackupsList: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists backups and replicas of all regions, newest first.")

  @Option(help: "Only backups of this type.") var type: ResourceType?
  @OptionGroup var narrowing: ListOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let columns: [Table.Column] = [
      .words("NAME"), .words("TYPE"), .words("KIND"), .words("STATUS"), .words("RESOURCE"), .words("VAULT"),
      .number("SIZE"), .words("CREATED"), .words("REGION"), .words("REPLICAS"), .words("DRILLED"), .words("ID"),
    ]
    let paused = try context.pausedTargets()
    let listing = try narrowing.listing(.backups(type), context.resolver())
    return try context.printRows(listing, limit: narrowing.place.limit, table: columns) { rows in
      guard case .backups(let window) = rows else { return [] }
      return window.rows.map { backup in
        [
          backup.name, backup.type.rawValue, backup.kind.rawValue,
          backup.status.label(isPaused: paused.contains(backup.id)) + (backup.locked ? " (locked)" : ""),
          backup.resource.name, backup.vault.name,
          ByteFormat.short(backup.size), Moment.text(backup.createdAt), backup.region,
          backup.replicas.map(\.region).joined(separator: ","),
          backup.drill?.cell ?? "-", backup.id,
        ]
      }
    }
  }
}
