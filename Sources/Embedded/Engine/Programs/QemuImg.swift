import Foundation
import Replication

/// QEMU's program for disk images, where it is installed.
struct QemuImg {
  /// The name of the program.
  static let name = "qemu-img"

  private let path: String

  /// Finds it in the folders of a search path; nil where it is not installed.
  init?(in folders: String) {
    guard let path = ChildProgram.find(Self.name, in: folders) else { return nil }
    self.path = path
  }

  /// Writes a raw file as a new qcow2 file, and compares both.
  ///
  /// - Parameter alive: Called every 50 ms, with whether anything was written since; throws to stop.
  func convert(raw: String, to qcow2: String, alive: (Bool) throws -> Void) throws {
    var written: Int64 = -1
    // The format is said, never guessed: what stands in a disk must not choose how it is read.
    try run(["convert", "-f", "raw", "-O", "qcow2", "--", raw, qcow2], about: qcow2) {
      let size = Self.blocks(qcow2)
      try alive(size != written)
      written = size
    }
    try run(["compare", "-f", "raw", "-F", "qcow2", "--", raw, qcow2], about: qcow2) { try alive(true) }
  }

  private func run(_ arguments: [String], about file: String, _ pulse: () throws -> Void) throws {
    let ending = try ChildProgram(path: path, arguments: arguments).run(pulse: pulse)
    guard ending.status == 0 else {
      throw EngineError.programFailed(program: Self.name, file: file, status: ending.status, output: ending.output)
    }
  }

  private static func blocks(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_blocks) : 0
  }
}
