import Foundation
import Replication

/// The folder of one image: `OUTPUT/<image id>` with `system.raw`, `data-1.raw`, …, and `domain.xml` for a server.
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
  static func names(of usages: [DiskUsage]) -> [String] {
    var (systems, datas) = (0, 0)
    return usages.map { usage in
      switch usage {
      case .system:
        systems += 1
        return systems == 1 ? "system" : "system-\(systems)"
      case .data:
        datas += 1
        return "data-\(datas)"
      }
    }
  }

  func path(_ name: String, _ format: ImageFormat = .raw) -> String { "\(folder)/\(name).\(format.rawValue)" }

  /// Where a libvirt domain of the image is written.
  var domain: String { "\(folder)/\(Self.domainName)" }

  static let domainName = "domain.xml"

  /// Makes the folder; one that is there already may hold nothing but what an earlier attempt left.
  func make() throws(EngineError) {
    try Self.makeAll((folder as NSString).deletingLastPathComponent)
    guard mkdir(folder, 0o777) != 0 else { return }
    let reason = errnoNow()
    var status = stat()
    guard reason == EEXIST, lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid()
    else { throw .io(operation: "create", path: folder, errno: reason) }
    // An attempt that died while it wrote the domain left that half-written.
    SafeFile.sweep(folder)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder), names.allSatisfy(Self.isPart)
    else { throw .io(operation: "create", path: folder, errno: reason) }
  }

  /// Makes a folder and those above it that are missing.
  static func makeAll(_ path: String) throws(EngineError) {
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return }
      throw .io(operation: "create", path: path, errno: ENOTDIR)
    }
    let reason = errnoNow()
    let above = (path as NSString).deletingLastPathComponent
    guard reason == ENOENT, !above.isEmpty, above != path else {
      throw .io(operation: "create", path: path, errno: reason)
    }
    try makeAll(above)
    guard mkdir(path, 0o777) == 0 || errnoNow() == EEXIST else {
      throw .io(operation: "create", path: path, errno: errnoNow())
    }
  }

  /// Makes the names durable.
  func sync() throws(EngineError) {
    try Self.sync(folder)
    try Self.sync((folder as NSString).deletingLastPathComponent)
  }

  private static func sync(_ folder: String) throws(EngineError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .io(operation: "open", path: folder, errno: errnoNow()) }
    let failure = fsync(descriptor) == 0 ? nil : Optional(errnoNow())
    // Only syncing matters; the folder was opened for reading.
    _ = close(descriptor)
    if let failure { throw .io(operation: "sync", path: folder, errno: failure) }
  }

  private static func isPart(_ name: String) -> Bool {
    let isDisk = ImageFormat.allCases.contains { name.hasSuffix(".\($0.rawValue)") }
    return name == domainName || isDisk && (name.hasPrefix("system") || name.hasPrefix("data-"))
  }

  /// Removes what an unfinished image has written: only files of the names an image has, and the folder if empty.
  func removeParts() {
    SafeFile.sweep(folder)
    // What cannot be removed stays in the operator's sight, in a folder named like the image that was not made.
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names where Self.isPart(name) { _ = unlink("\(folder)/\(name)") }
    _ = rmdir(folder)
  }
}
