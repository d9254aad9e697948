import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// The automatic success on record for a backup and a region (S21).
  public func ledgerEntry(backup: String, region: String) throws -> LedgerEntry? {
    try fetchOne("SELECT date FROM ledger WHERE backup = ? AND region = ?", [backup, region]).map {
      LedgerEntry(backup: backup, region: region, date: try Fields($0).date("date"))
    }
  }

  /// All automatic successes on record.
  public func ledger() throws -> [LedgerEntry] {
    try fetch("SELECT backup, region, date FROM ledger").map { row in
      let fields = Fields(row)
      return LedgerEntry(
        backup: try fields.text("backup"), region: try fields.text("region"), date: try fields.date("date"))
    }
  }

  /// Notes an automatic success for ever; the first date stays.
  public func put(_ entry: LedgerEntry) throws {
    try database.execute(
      sql: "INSERT INTO ledger (backup, region, date) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      arguments: [entry.backup, entry.region, entry.date.timeIntervalSinceReferenceDate])
    touched.insert("ledger")
  }
}
