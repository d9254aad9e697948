internal import Replication

/// What forbids the sources of a dialog whatever the destination: the same for every choice made in it, so that it is
/// worked out once.
struct SourceJudgement: Hashable, Sendable {
  /// A source that nothing forbids everywhere.
  struct Eligible: Hashable, Sendable {
    var id: String
    var size: Int64
  }

  /// In the order of the selection.
  private(set) var eligible: [Eligible] = []
  /// The regions of those.
  private(set) var places: Set<String> = []
  private(set) var groups: [Preflight.Group] = []
  /// What the regions could do when this was worked out.
  let regions: [Region]

  /// Judges the sources of a dialog as a screen words it.
  init(
    _ form: Form, regions: [Region], backups: (Backup) -> [Refusal], snapshots: (Snapshot) -> [Refusal]
  ) {
    self.regions = regions
    for backup in form.backups { note(backups(backup), backup.id, backup.size, in: backup.region) }
    for snapshot in form.snapshots { note(snapshots(snapshot), snapshot.id, snapshot.size, in: snapshot.region) }
  }

  private mutating func note(_ refusals: [Refusal], _ source: String, _ size: Int64, in region: String) {
    if refusals.isEmpty {
      eligible.append(Eligible(id: source, size: size))
      places.insert(region)
    }
    for refusal in refusals {
      // The states a source can be in are few, and each has its own sentence.
      let isAlike = { (group: Preflight.Group) in
        group.code == refusal.code && (refusal.code != .notAvailable || group.message == refusal.message)
      }
      if let index = groups.firstIndex(where: isAlike) {
        if groups[index].sources.last != source { groups[index].sources.append(source) }
        if groups[index].message != refusal.message { groups[index].isMixed = true }
      } else {
        groups.append(
          Preflight.Group(code: refusal.code, region: nil, message: refusal.message, sources: [source], fix: nil))
      }
    }
  }
}
