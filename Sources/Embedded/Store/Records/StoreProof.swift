import Foundation

/// What the last verification of a whole store found: the store's backups were whole then, but for these.
struct StoreProof: Codable, Hashable, Sendable {
  /// When it began: what was published later it may not have seen.
  var since: Date
  /// The ids of backups, replicas and snapshots that it found damaged.
  var damaged: [String]

  /// When something was found damaged whose own record has these dates; nil for what is whole as far as is known.
  func damaged(_ id: String, own: (verified: Date?, damaged: Date?)) -> Date? {
    if let date = own.verified, date >= since { return nil }
    if damaged.contains(id) { return max(since, own.damaged ?? since) }
    return own.verified == nil ? own.damaged : nil
  }

  /// The date to show for something whose own record has `date`; nil for what was found damaged.
  ///
  /// What its own record calls unverified was found damaged by itself, and only a verification of its own ends that.
  func verified(_ id: String, own date: Date?) -> Date? {
    guard let date else { return nil }
    if date >= since { return date }
    return damaged.contains(id) ? nil : since
  }
}
