import struct Foundation.Date

/// The newest records that name a disk or tree of one name, newest first.
struct NewestRecords: Codable, Hashable, Sendable {
  /// A backup or snapshot.
  struct Record: Codable, Hashable, Sendable {
    var date: Date
    var isSnapshot: Bool
    var id: String
  }

  var records: [Record]
}
