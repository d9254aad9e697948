import struct Foundation.Date

/// The note under which a session writes: as long as it stands, packs with the session's tag are not collected.
struct SessionIntent: Codable, Hashable, Sendable {
  /// The id of the session, which is the id of the task.
  var id: String
  /// The newest epoch when the session began or was resumed.
  var epoch: UInt64
  /// When it began or was resumed.
  var since: Date
}
