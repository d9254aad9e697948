/// The rows of a list, read one by one: a row that cannot be read hides no other, it is only counted.
public struct Lenient<Row: Decodable & Sendable & Hashable>: Decodable, Sendable, Hashable {
  /// The rows that could be read.
  public var rows: [Row]
  /// How many could not.
  public var unreadable: Int

  /// Takes rows as they are.
  public init(_ rows: [Row] = [], unreadable: Int = 0) {
    self.rows = rows
    self.unreadable = unreadable
  }

  /// Reads a list.
  public init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    self.init()
    while !list.isAtEnd {
      if let row = try list.decode(Attempt.self).row { rows.append(row) } else { unreadable += 1 }
    }
  }

  private struct Attempt: Decodable {
    var row: Row?

    init(from decoder: any Decoder) throws {
      // The one place where a fault is only counted: the caller says how many rows were unreadable.
      row = try? Row(from: decoder)
    }
  }
}
