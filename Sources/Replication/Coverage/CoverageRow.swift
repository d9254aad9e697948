public import struct Foundation.Date

/// One row of a coverage matrix: a source, and what every region holds of it or tried to.
public struct CoverageRow: Codable, Hashable, Sendable, Identifiable {
  /// What is or is not covered.
  public enum Source: Codable, Hashable, Sendable {
    case backup(Backup)
    case snapshot(Snapshot)
  }

  /// The original; for a resource its newest one.
  public var source: Source
  /// How many originals the resource has, where the row stands for a resource.
  public var originals: Int?
  /// What the regions hold: of a resource the newest usable thing in each.
  public var copies: [CoverageCopy]
  /// The latest replication or copy of the source to each region, ended ones included.
  public var tasks: [CloudTask]

  /// Makes a row.
  public init(source: Source, originals: Int? = nil, copies: [CoverageCopy] = [], tasks: [CloudTask] = []) {
    self.source = source
    self.originals = originals
    self.copies = copies
    self.tasks = tasks
  }

  /// The id of the source.
  public var id: String {
    switch source {
    case .backup(let backup): backup.id
    case .snapshot(let snapshot): snapshot.id
    }
  }

  /// The region the source lies in.
  public var region: String {
    switch source {
    case .backup(let backup): backup.region
    case .snapshot(let snapshot): snapshot.region
    }
  }

  /// When the source's data was read.
  public var createdAt: Date {
    switch source {
    case .backup(let backup): backup.createdAt
    case .snapshot(let snapshot): snapshot.createdAt
    }
  }
}
