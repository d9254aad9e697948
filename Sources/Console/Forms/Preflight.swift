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
    /// Whether the sentence of another source differs.
    var isMixed = false

    /// What holds of all of them, for one line.
    var brief: String { isMixed ? code.sentence(ofSeveral: message) : message }
    /// The same with the first source's sentence where they differ.
    var whole: String { isMixed ? code.sentences(ofSeveral: message) : message }
  }

  /// Everything that cannot go: what forbids every destination first, then by destination.
  var groups: [Group] = []
  /// Each source with each region it can go to.
  var going: Set<SourceLink> = []
  /// The chosen regions, in order.
  var regions: [String] = []
  /// Whether the answer about a destination is still on its way.
  var isChecking = false
  /// How many can go to each region.
  var counts: [String: Int] = [:]
  /// Logical bytes of the sources that nothing forbids everywhere.
  var eligibleSize: Int64 = 0
  /// Logical bytes of what can go, and how many of them would really cross; nil where that is not known.
  var traffic: Int64 = 0
  var crossing: Int64?

  /// How many of the sources can go to a region.
  func count(to region: String) -> Int { counts[region] ?? 0 }
}
