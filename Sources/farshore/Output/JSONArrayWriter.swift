import Foundation
import Replication

/// Writes one JSON array row by row, so that a list of any length needs no memory.
struct JSONArrayWriter {
  private let output: Output
  private var isEmpty = true

  init(output: Output) { self.output = output }

  /// Opens the array.
  func begin() throws { try output.write("[", to: STDOUT_FILENO) }

  /// Adds rows.
  mutating func add(_ rows: ListedRows) throws { try add(rows.shapes) }

  /// Adds values that are printed as they are.
  mutating func add(_ shapes: [any Encodable]) throws {
    var text = ""
    for shape in shapes {
      text += isEmpty ? "\n" : ",\n"
      text += try JSONText.compact(shape)
      isEmpty = false
    }
    try output.write(text, to: STDOUT_FILENO)
  }

  /// Closes the array.
  func end() throws { try output.write(isEmpty ? "]\n" : "\n]\n", to: STDOUT_FILENO) }
}
