import GRDB

public import struct Foundation.Date

extension CatalogTransaction {
  /// When the cloud last refused a copy because the account has no beta (S30); nil if never.
  public func betaRefusedAt() throws -> Date? {
    try fetchOne("SELECT moment FROM cloud_fact WHERE name = 'beta-refused'").flatMap {
      Fields($0).optionalDate("moment")
    }
  }

  /// Notes that the cloud has refused a copy because the account has no beta; nil forgets it.
  public func noteBetaRefused(at date: Date?) throws {
    if let date {
      try upsert("cloud_fact", ["name": "beta-refused", "moment": date.timeIntervalSinceReferenceDate])
    } else {
      try database.execute(sql: "DELETE FROM cloud_fact WHERE name = 'beta-refused'")
      touched.insert("cloud_fact")
    }
  }
}
