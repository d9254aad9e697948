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

  /// Notes an automatic success for ever; the first date stays.
  public func put(_ entry: LedgerEntry) throws {
    try database.execute(
      sql: "INSERT INTO ledger (backup, region, date) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      arguments: [entry.backup, entry.region, entry.date.timeIntervalSinceReferenceDate])
    touched.insert("ledger")
  }
}
