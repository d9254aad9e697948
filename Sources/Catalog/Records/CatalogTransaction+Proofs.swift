import GRDB

public import struct Foundation.Date

extension CatalogTransaction {
  /// Dates what a verification of a whole store read, where it has an older date, and says of what it found damaged
  /// when that was.
  public func noteProof(region: String, since: Date, damaged: [String]) throws {
    let seconds = since.timeIntervalSinceReferenceDate
    for (table, ready) in [("backup", "status = 'available'"), ("snapshot", "state = 'normal'")] {
      try database.execute(
        sql: "UPDATE \(table) SET verified = ? WHERE region = ? AND verified < ? AND \(ready)",
        arguments: [seconds, region, seconds])
      for id in damaged {
        try database.execute(
          sql: "UPDATE \(table) SET verified = NULL, damaged = ? WHERE region = ? AND id = ?",
          arguments: [seconds, region, id])
      }
      touched.insert(table)
    }
  }

  /// The ids of what can be used in a region but was found damaged when it was verified last.
  public func unproved(region: String) throws -> [String] {
    let rows = try fetch(
      """
      SELECT id FROM backup WHERE region = ? AND verified IS NULL AND status = 'available'
      UNION ALL SELECT id FROM snapshot WHERE region = ? AND verified IS NULL AND state = 'normal'
      """, [region, region])
    return try rows.map { try Fields($0).text("id") }
  }
}
