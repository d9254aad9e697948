import Embedded
import Replication

extension OpenContext {
  /// All registered disks, single ones first, then those of servers.
  func allDisks() throws -> [Disk] {
    let single = try cloud.disks()
    let known = Set(single.map(\.id))
    return single + (try cloud.servers()).flatMap(\.disks).filter { !known.contains($0.id) }
  }
}
