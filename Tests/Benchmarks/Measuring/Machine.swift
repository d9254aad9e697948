import Foundation

/// What concerns the whole machine.
enum Machine {
  /// Whether caches can be dropped, which takes root.
  static let mayDropCaches = access("/proc/sys/vm/drop_caches", W_OK) == 0

  /// Waits until nothing is left to be written, and forgets what was read.
  static func settle(droppingCaches: Bool = true) {
    sync()
    guard droppingCaches, mayDropCaches else { return }
    // A kernel that refuses leaves the caches to all contenders alike.
    _ = try? Data("3".utf8).write(to: URL(filePath: "/proc/sys/vm/drop_caches"), options: [])
  }

  /// A program's path, where it is installed.
  static func find(_ program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  /// Bytes a folder takes on the disk.
  static func bytesOnDisk(_ folder: String) -> Int64 {
    let keys: Set<URLResourceKey> = [.totalFileAllocatedSizeKey]
    let files = FileManager.default.enumerator(at: URL(filePath: folder), includingPropertiesForKeys: Array(keys))
    var total: Int64 = 0
    while let file = files?.nextObject() as? URL {
      // A file that went meanwhile takes nothing.
      total += Int64((try? file.resourceValues(forKeys: keys))?.totalFileAllocatedSize ?? 0)
    }
    return total
  }
}
