import ArgumentParser
import Replication

/// `farshore vaults list`.
struct VaultsList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the vaults of all regions.")

  @OptionGroup var narrowing: ListOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let resolver = try context.resolver()
    let columns: [Table.Column] = [
      .words("NAME"), .words("TYPE"), .words("PROTECTION"), .words("STATUS"), .number("USED"), .number("RESERVED"),
      .number("CAPACITY"), .number("BACKUPS"), .words("REGION"), .words("PROJECT"), .words("ID"),
    ]
    return try context.printRows(
      narrowing.listing(.vaults(nil), resolver), limit: narrowing.place.limit, table: columns
    ) { rows in
      guard case .vaults(let window) = rows else { return [] }
      return window.rows.map { vault in
        [
          vault.name, vault.type.rawValue, vault.protection.rawValue, vault.status.label,
          ByteFormat.short(vault.used), ByteFormat.short(vault.reserved), ByteFormat.short(vault.capacity),
          "\(vault.backupCount)", vault.region, resolver.projectName(vault.project, in: vault.region), vault.id,
        ]
      }
    }
  }
}
