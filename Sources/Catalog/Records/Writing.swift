import Foundation
import GRDB

extension CatalogTransaction {
  /// Inserts a row, or changes the one of the same key; columns that are not named keep their value.
  func upsert(_ table: String, _ values: KeyValuePairs<String, (any DatabaseValueConvertible)?>) throws {
    let columns = values.map(\.key)
    let assignments = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO \(table) (\(columns.joined(separator: ", ")))
        VALUES (\(Self.placeholders(columns.count)))
        ON CONFLICT (\(columns[0])) DO UPDATE SET \(assignments)
        """)
    try statement.execute(arguments: StatementArguments(values.map(\.value)))
    touched.insert(table)
  }

  func remove(_ id: String, from table: String) throws {
    try database.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [id])
    touched.insert(table)
  }

  static func placeholders(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }

  /// What the text filter looks at; the separator keeps a match from reaching across two of them.
  static func searchText(_ parts: String?...) -> String {
    parts.compactMap { $0 }.joined(separator: "\u{1F}").lowercased()
  }

  static func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }
}
