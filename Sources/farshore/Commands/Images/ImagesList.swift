import ArgumentParser
import Replication

/// `farshore images list`.
struct ImagesList: FarshoreCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the images, newest first.")

  @OptionGroup var narrowing: ListOptions
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let columns: [Table.Column] = [
      .words("NAME"), .words("REGION"), .words("BACKUP"), .number("DISKS"), .number("SIZE"), .words("CREATED"),
      .words("ID"),
    ]
    let listing = try narrowing.listing(.images, context.resolver())
    return try context.printRows(listing, limit: narrowing.place.limit, table: columns) { rows in
      guard case .images(let window) = rows else { return [] }
      return window.rows.map { image in
        [
          image.name, image.region, image.backup, "\(image.disks.count)",
          ByteFormat.short(image.disks.reduce(0) { $0 + $1.size }), Moment.text(image.createdAt), image.id,
        ]
      }
    }
  }
}
