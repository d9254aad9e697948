import Foundation
import GRDB

@testable import Catalog

/// Changes a file behind the catalog's back, as another program would.
enum ForeignDatabase {
  static func run(_ statements: String, at path: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: statements) }
  }

  /// Puts a catalog's rows into a file as a program of an older version would have written it.
  static func takeBack(_ path: String, to version: Int) throws {
    let newer = path + ".newer"
    try DatabaseQueue(path: path).vacuum(into: newer)
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      for step in Schema.steps.prefix(version) { try step(database) }
      try database.execute(
        sql: """
          PRAGMA user_version = \(version); PRAGMA application_id = \(Schema.application); ATTACH '\(newer)' AS newer
          """)
      for table in ["counter", "region", "vault", "backup", "task", "audit"] {
        let columns = try String.fetchAll(
          database, sql: "SELECT name FROM pragma_table_info('\(table)')"
        ).joined(separator: ", ")
        try database.execute(sql: "INSERT OR REPLACE INTO \(table) (\(columns)) SELECT \(columns) FROM newer.\(table)")
      }
    }
    try FileManager.default.removeItem(atPath: newer)
  }
}
