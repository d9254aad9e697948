import Foundation
import GRDB

/// Changes a file behind the catalog's back, as another program would.
enum ForeignDatabase {
  static func run(_ statements: String, at path: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: statements) }
  }
}
