import Replication

/// The names of a server's disks.
enum DiskNames {
  /// `NAME-system`, `NAME-data-1`, …, in the order of the disks.
  static func of(_ server: String, usages: [DiskUsage]) -> [String] {
    var datas = 0
    return usages.map { usage in
      if usage == .system { return "\(server)-system" }
      datas += 1
      return "\(server)-data-\(datas)"
    }
  }
}
