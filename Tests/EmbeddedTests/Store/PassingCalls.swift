@testable import Embedded

/// File calls that go through to the disk but for those a test replaces.
protocol PassingCalls: FileCalls {}

extension PassingCalls {
  /// The disk's own.
  var real: LinuxFileCalls { LinuxFileCalls() }

  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    try real.open(beneath: directory, path, flags: flags, mode: mode)
  }

  func close(_ descriptor: Int32) throws(CallFailure) { try real.close(descriptor) }

  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(CallFailure) -> Int { try real.read(descriptor, into: buffer, at: offset) }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(CallFailure) {
    try real.write(descriptor, bytes, at: offset)
  }

  func truncate(_ descriptor: Int32, to size: Int64) throws(CallFailure) { try real.truncate(descriptor, to: size) }
  func sync(_ descriptor: Int32) throws(CallFailure) { try real.sync(descriptor) }

  func rename(from: (directory: Int32, name: String), to: (directory: Int32, name: String)) throws(CallFailure) {
    try real.rename(from: from, to: to)
  }

  func unlink(_ name: String, in directory: Int32) throws(CallFailure) { try real.unlink(name, in: directory) }

  func removeEmptyDirectory(_ path: String, beneath directory: Int32) {
    real.removeEmptyDirectory(path, beneath: directory)
  }

  func makeDirectory(_ name: String, in directory: Int32) throws(CallFailure) {
    try real.makeDirectory(name, in: directory)
  }
}
