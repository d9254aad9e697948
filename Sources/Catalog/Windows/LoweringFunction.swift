import GRDB

/// The SQL function `lowered(text)`: a text in small letters of every script; SQLite's `lower` knows ASCII alone.
enum LoweringFunction {
  static let name = "lowered"

  static func make() -> DatabaseFunction {
    DatabaseFunction(name, argumentCount: 1, pure: true) { String.fromDatabaseValue($0[0])?.lowercased() }
  }
}
