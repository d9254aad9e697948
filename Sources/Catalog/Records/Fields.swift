import Foundation
import GRDB

/// Reads the columns of one row without ever trusting it: another program may have written it.
///
/// A closed word this program does not know is read as the one that allows least: an unknown task is paused, an unknown
/// kind of backup is a replica, and so on. The row itself keeps its word as long as nobody puts the value again.
struct Fields {
  let row: Row

  init(_ row: Row) { self.row = row }

  func text(_ column: String) throws -> String { try value(column) }
  func integer(_ column: String) throws -> Int64 { try value(column) }
  func flag(_ column: String) throws -> Bool { try integer(column) != 0 }
  func date(_ column: String) throws -> Date { Date(timeIntervalSinceReferenceDate: try value(column)) }

  func word<Word: RawRepresentable>(_ column: String, else fallback: Word) throws -> Word
  where Word.RawValue == String {
    Word(rawValue: try text(column)) ?? fallback
  }

  func optionalText(_ column: String) -> String? { optional(column) }
  func optionalInteger(_ column: String) -> Int64? { optional(column) }
  func optionalReal(_ column: String) -> Double? { optional(column) }
  func optionalFlag(_ column: String) -> Bool? { optionalInteger(column).map { $0 != 0 } }
  func optionalBytes(_ column: String) -> Data? { optional(column) }
  func optionalDate(_ column: String) -> Date? {
    optionalReal(column).map { Date(timeIntervalSinceReferenceDate: $0) }
  }

  /// A list kept as JSON.
  func list<Element: Decodable>(_ column: String, of type: Element.Type) throws -> [Element] {
    do {
      return try JSONDecoder().decode([Element].self, from: Data(try text(column).utf8))
    } catch is DecodingError {
      throw UnreadableRow(column: column)
    }
  }

  /// A value kept as JSON; nil where there is none.
  func optional<Value: Decodable>(_ column: String, as type: Value.Type) throws -> Value? {
    guard let text = optionalText(column) else { return nil }
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch is DecodingError {
      throw UnreadableRow(column: column)
    }
  }

  private func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value: Value = optional(column) else { throw UnreadableRow(column: column) }
    return value
  }

  private func optional<Value: DatabaseValueConvertible>(_ column: String) -> Value? {
    guard row.hasColumn(column) else { return nil }
    let stored: DatabaseValue = row[column]
    return Value.fromDatabaseValue(stored)
  }
}
