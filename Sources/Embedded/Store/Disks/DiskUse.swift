import CStorage
import Foundation

/// Finds out whether somebody may be writing to a disk.
enum DiskUse {
  /// Why the disk counts as in use, as the end of a sentence; nil when nothing speaks for it.
  static func reason(file: Int32, path: String, status: stat) -> String? {
    if status.st_mode & S_IFMT == S_IFBLK { return deviceReason(path, device: status.st_rdev) }
    if let loop = loopDevice(of: path) { return "in use as \(loop)" }
    return isOpenForWriting(file) ? "open for writing" : nil
  }

  /// Asks again for a second: a process that is just being started holds copies of its parent's open files until it
  /// runs its own program, though nobody is writing any more; on a machine with much to do that takes its time.
  private static func isOpenForWriting(_ file: Int32) -> Bool {
    for _ in 0..<50 {
      guard cs_open_for_writing(file) == 1 else { return false }
      usleep(20_000)
    }
    return true
  }

  private static func deviceReason(_ path: String, device: dev_t) -> String? {
    let number = "\(major(device)):\(minor(device))"
    let mounted = mountedDevices()
    if mounted.contains(number) { return "mounted" }
    let folder = "/sys/dev/block/\(number)"
    let partitions = names(folder).compactMap { text("\(folder)/\($0)/dev") }
    if partitions.contains(where: mounted.contains) { return "mounted in part" }
    if !names("\(folder)/holders").isEmpty { return "in use by another device" }
    // The kernel refuses exclusive use of a device that it uses itself, as swap for one.
    let exclusive = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_EXCL)
    if exclusive < 0, errno == EBUSY { return "in use by the kernel" }
    if exclusive >= 0 { close(exclusive) }
    return nil
  }

  private static func mountedDevices() -> Set<String> {
    let lines = (text("/proc/self/mountinfo") ?? "").split(separator: "\n")
    return Set(lines.compactMap { $0.split(separator: " ").dropFirst(2).first.map(String.init) })
  }

  private static func loopDevice(of path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    let file = String(cString: real)
    return names("/sys/block").first { name in
      name.hasPrefix("loop") && text("/sys/block/\(name)/loop/backing_file") == file
    }
  }

  private static func major(_ device: dev_t) -> UInt { (device >> 8) & 0xfff | (device >> 32) & ~0xfff }

  private static func minor(_ device: dev_t) -> UInt { device & 0xff | (device >> 12) & ~0xff }

  // What cannot be read here speaks for nothing: the other signs still count.
  private static func names(_ folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private static func text(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .newlines)
  }
}
