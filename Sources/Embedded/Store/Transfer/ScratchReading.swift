import CStorage
import Foundation

/// Reading back what was just written, from the device as far as the kernel lets us.
enum ScratchReading {
  /// Drops what the kernel keeps of a synced file; where it does not, what it keeps is compared.
  static func forget(_ descriptor: Int32) { _ = cs_forget_pages(descriptor) }

  /// Reads up to `length` bytes; fewer only at the end of the file.
  static func read(
    _ descriptor: Int32, _ path: String, at offset: Int64, length: Int, into buffer: AlignedBuffer
  ) throws(StoreError) -> Int {
    var done = 0
    while done < length {
      let count = pread(descriptor, buffer.bytes.baseAddress?.advanced(by: done), length - done, Int(offset) + done)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .io(operation: "read", path: path, errno: errno) }
      if count == 0 { break }
      done += count
    }
    return done
  }
}
