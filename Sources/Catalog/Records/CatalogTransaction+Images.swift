import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// One image by its whole id.
  public func image(_ id: String) throws -> Image? {
    try images(fetch("SELECT * FROM image WHERE id = ?", [id])).first
  }

  /// The images that were made of a backup or replica, oldest first.
  public func images(of backup: String) throws -> [Image] {
    try images(fetch("SELECT * FROM image WHERE backup = ? ORDER BY created, id", [backup]))
  }

  /// Removes an image's row.
  public func removeImage(_ id: String) throws { try remove(id, from: "image") }

  /// Adds or changes an image; it lies in the project of its backup.
  public func put(_ image: Image) throws {
    let project = try String.fetchOne(
      database, sql: "SELECT project FROM backup WHERE id = ?", arguments: [image.backup])
    let known = try String.fetchOne(database, sql: "SELECT project FROM image WHERE id = ?", arguments: [image.id])
    try upsert(
      "image",
      [
        "id": image.id, "name": image.name, "region": image.region, "backup": image.backup,
        "project": project ?? known, "disks": try Self.json(image.disks),
        "size": image.disks.reduce(Int64(0)) { $0.addingReportingOverflow($1.size).partialValue },
        "created": image.createdAt.timeIntervalSinceReferenceDate, "domain": image.domain,
        "search": Self.searchText(image.name, image.id, image.backup),
      ])
  }

  func images(_ rows: [Row]) throws -> [Image] { try rows.map { try Image(Fields($0)) } }
}

extension Image {
  fileprivate init(_ fields: Fields) throws {
    self.init(
      id: try fields.text("id"), name: try fields.text("name"), region: try fields.text("region"),
      backup: try fields.text("backup"), disks: try fields.list("disks", of: Image.Disk.self),
      createdAt: try fields.date("created"), domain: fields.optionalText("domain"))
  }
}
