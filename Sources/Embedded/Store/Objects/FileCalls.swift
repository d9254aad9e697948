/// The file calls beneath a store: the seam where tests let writes, syncs, renames and closes fail.
protocol FileCalls: Sendable {
  /// Opens beneath `directory` without following any link.
  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32
  /// Closes; the descriptor is gone even when it throws.
  func close(_ descriptor: Int32) throws(CallFailure)
  /// Reads until the buffer is full or the file ends; gives back how many bytes.
  func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(CallFailure)
    -> Int
  /// Writes all of it.
  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(CallFailure)
  /// Cuts or extends the file to `size`.
  func truncate(_ descriptor: Int32, to size: Int64) throws(CallFailure)
  /// Makes the file's bytes, or the folder's names, durable.
  func sync(_ descriptor: Int32) throws(CallFailure)
  /// Gives a file its final name unless that is taken.
  func rename(from: (directory: Int32, name: String), to: (directory: Int32, name: String)) throws(CallFailure)
  /// Removes a file.
  func unlink(_ name: String, in directory: Int32) throws(CallFailure)
  /// Removes a folder if nothing is in it; does nothing otherwise.
  func removeEmptyDirectory(_ path: String, beneath directory: Int32)
  /// Makes a folder.
  func makeDirectory(_ name: String, in directory: Int32) throws(CallFailure)
}
