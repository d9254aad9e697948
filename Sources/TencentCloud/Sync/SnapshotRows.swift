import Replication

import struct Foundation.Date

/// Turns the cloud's snapshots into rows of the catalog; what a cloud makes up is bounded, never trusted.
enum SnapshotRows {
  /// The largest disk that is believed, in GiB.
  private static let largest: Int64 = 1 << 24
  /// The characters of a name that are kept; the vendor allows 60.
  private static let longestName = 256

  /// The row of a snapshot.
  ///
  /// - Parameters:
  ///   - known: the row before; what the cloud does not repeat is kept from it.
  ///   - origin: the row it was copied from, where that is known.
  static func row(
    _ snapshot: TencentSnapshot, region: String, disks: [String: String], known: Snapshot?, origin: Snapshot?,
    now: Date
  ) -> Snapshot {
    let gibibytes = min(max(snapshot.diskSize ?? 0, 0), largest)
    let made = snapshot.created.flatMap(CloudMoment.parse) ?? known?.createdAt ?? now
    return Snapshot(
      id: snapshot.id, name: String(snapshot.name.prefix(longestName)),
      state: SnapshotState(rawValue: String(snapshot.state.prefix(64))),
      percent: min(max(snapshot.percent ?? (snapshot.state == "NORMAL" ? 100 : 0), 0), 100), region: region,
      project: String(snapshot.project ?? 0),
      disk: NamedReference(id: snapshot.disk, name: disks[snapshot.disk] ?? known?.disk.name ?? ""),
      // A word that is not known is read as what allows least.
      usage: snapshot.diskUsage == "DATA_DISK" ? .data : .system, size: gibibytes << 30,
      // A copy keeps the moment at which its source was read from the disk.
      createdAt: origin?.createdAt ?? made, source: known?.source ?? source(of: snapshot),
      shared: snapshot.type == "SHARED_SNAPSHOT")
  }

  /// What a copy's own name says of its source: `Copied snap-oi5spwt2 from ap-shanghai`.
  static func source(of snapshot: TencentSnapshot) -> SourceLink? {
    guard snapshot.isCopy else { return nil }
    let words = snapshot.name.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 4, words[0] == "Copied", words[2] == "from", words[1].hasPrefix("snap-"),
      words[1].utf8.count <= 64, FieldRules.regionID(words[3]).isEmpty
    else { return nil }
    return SourceLink(id: words[1], region: words[3])
  }
}
