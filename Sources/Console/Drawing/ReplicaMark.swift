internal import Canvas
internal import Replication

/// How a backup stands in one region: one cell of the replica columns.
enum ReplicaMark: Sendable {
  case verified, copying, none, failed, notEligible, notYet
  /// The region the backup itself lies in.
  case home

  /// Judges a backup in a region; `isEligible` says whether it may be replicated at all.
  init(of backup: Backup, in region: String, isEligible: @autoclosure () -> Bool) {
    if region == backup.region {
      self = .home
    } else if let record = backup.replicas.first(where: { $0.region == region }) {
      switch record.status {
      case .available: self = .verified
      case .error: self = .failed
      default: self = .copying
      }
    } else if isEligible() {
      self = .none
    } else {
      self = backup.kind == .backup && backup.status.isBusy ? .notYet : .notEligible
    }
  }

  /// The character.
  func glyph(_ glyphs: Glyphs) -> String {
    switch self {
    case .verified: glyphs.verified
    case .copying: glyphs.inFlight
    case .none: glyphs.none
    case .failed: glyphs.failed
    case .notEligible: glyphs.notEligible
    case .notYet: glyphs.notYet
    case .home: " "
    }
  }

  /// How it looks.
  var role: Role {
    switch self {
    case .verified: .statusAvailable
    case .copying: .statusCopying
    case .failed: .statusFailed
    case .none: .text
    case .notEligible, .notYet, .home: .statusOff
    }
  }

  /// What it means; `proves` says whether the cloud reads back what it copied.
  func words(proves: Bool) -> String {
    switch self {
    case .verified: proves ? "verified replica" : "available replica"
    case .copying: "being copied"
    case .none: "no replica"
    case .failed: "failed"
    case .notEligible: "not eligible"
    case .notYet: "not yet: the backup is still being made"
    case .home: "here"
    }
  }
}
