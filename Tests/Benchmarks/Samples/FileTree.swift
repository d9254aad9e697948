import Foundation

/// A folder of many small files, some large ones and links; the same at every run.
struct FileTree: Sendable {
  let path: String
  let files: Int

  /// Makes the folder unless it is there already; returns the bytes of its files.
  func make() throws -> Int64 {
    let isThere = FileManager.default.fileExists(atPath: path)
    let made = isThere ? path : path + ".new"
    var random = SplitMix(seed: 7)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 8 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    var total: Int64 = 0
    for index in 0..<files {
      let size = size(of: index, &random)
      total += Int64(size)
      if !isThere { try write(index, size, beneath: made, buffer) }
    }
    guard !isThere else { return total }
    for index in 0..<50 {
      let target = "../00/00/" + name(of: index * 97 * 13)
      guard symlink(target, made + "/link-\(index)") == 0 else {
        throw BenchmarkError.call("symlink", path: made, errno: errno)
      }
    }
    guard rename(made, path) == 0 else { throw BenchmarkError.call("rename", path: path, errno: errno) }
    sync()
    return total
  }

  private func name(of index: Int) -> String { "file-" + padded(index, 6) + ".txt" }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// A few of 8 MiB; the others mostly below 2 KiB, with a long tail.
  private func size(of index: Int, _ random: inout SplitMix) -> Int {
    let fraction = random.fraction()
    if index % 2000 == 0 { return 8 << 20 }
    return Int(pow(1 - fraction, -1 / 1.2) * 600) % 200_000
  }

  private func write(_ index: Int, _ size: Int, beneath root: String, _ buffer: UnsafeMutableRawBufferPointer) throws {
    let folder = root + "/" + padded(index % 97, 2) + "/" + padded(index % 13, 2)
    if index < 97 * 13 {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let content: Content = index % 3 == 0 ? .words : .incompressible
    let filled = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, (size + 7) & ~7)])
    content.fill(filled, seed: UInt64(index) << 20)
    let file = try RawFile(folder + "/" + name(of: index), .create)
    try file.write(UnsafeRawBufferPointer(rebasing: buffer[..<size]), at: 0)
  }
}
