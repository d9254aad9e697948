internal import Replication

/// What of a selection can go where, and what cannot, by rule; worked out before anything is sent (S15, S62).
struct Preflight: Hashable, Sendable {
  /// What one key does about a rule.
  enum Fix: Hashable, Sendable {
    /// Make a vault for a destination that has none.
    case createVault(Int)
    /// Choose among the vaults of a destination.
    case chooseVault(Int)
    /// Make a vault large enough: its id and the total capacity that takes the whole selection.
    case expandVault(String, capacity: Int64)
    /// Choose another region for a destination.
    case chooseRegion(Int)
  }

  /// Sources that one rule forbids, whatever the destination or in one region.
  struct Group: Hashable, Sendable {
    var code: RefusalCode
    /// The destination; nil for what forbids every one.
    var region: String?
    /// The sentence; of the first source where it differs.
    var message: String
    /// The ids of the sources.
    var sources: [String]
    var fix: Fix?
  }

  /// Everything that cannot go: what forbids every destination first, then by destination.
  var groups: [Group] = []
  /// Each source with each region it can go to.
  var going: Set<SourceLink> = []
  /// The chosen regions, in order.
  var regions: [String] = []
  /// Whether the answer about a destination is still on its way.
  var isChecking = false

  /// How many of some sources can go to a region.
  func count(to region: String) -> Int { going.reduce(0) { $0 + ($1.region == region ? 1 : 0) } }

  /// The groups that keep a source from a region.
  func reasons(_ source: String, _ region: String) -> [Group] {
    groups.filter { ($0.region == nil || $0.region == region) && $0.sources.contains(source) }
  }
}
