import Foundation
import Replication

/// The folder of one image: `OUTPUT/<image id>` with `system.raw`, `data-1.raw`, ….
struct ImageFolder {
  /// The folder.
  let folder: String

  /// Where a task's order says; nil if it has none.
  init?(task: CloudTask, orders: WorkOrders) {
    // An order that cannot be read names no folder; the task fails with that sentence.
    guard let id = task.target?.id, let order = try? orders.load(task.id), let output = order.output else {
      return nil
    }
    folder = "\(output)/\(id)"
  }

  /// The files' names without extension, in the order of the disks.
  static func names(of disks: [StoredDisk]) -> [String] {
    var (systems, datas) = (0, 0)
    return disks.map { disk in
      switch disk.usage {
      case .system:
        systems += 1
        return systems == 1 ? "system" : "system-\(systems)"
      case .data:
        datas += 1
        return "data-\(datas)"
      }
    }
  }

  func path(_ name: String) -> String { "\(folder)/\(name).raw" }

  /// Makes the folder; one that is there already is somebody else's.
  func make() throws(EngineError) {
    let parent = (folder as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw .io(operation: "create", path: parent, errno: errnoNow())
    }
    guard mkdir(folder, 0o777) == 0 else { throw .io(operation: "create", path: folder, errno: errnoNow()) }
  }

  /// Makes the names durable.
  func sync() throws(EngineError) {
    try DurableFile.sync(folder: folder)
    try DurableFile.sync(folder: (folder as NSString).deletingLastPathComponent)
  }

  /// Removes what an unfinished image has written: only files of the names an image has, and the folder if empty.
  func removeParts() {
    // What cannot be removed stays in the operator's sight, in a folder named like the image that was not made.
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names where name.hasSuffix(".raw") && (name.hasPrefix("system") || name.hasPrefix("data-")) {
      _ = unlink("\(folder)/\(name)")
    }
    _ = rmdir(folder)
  }
}
