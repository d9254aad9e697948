import Foundation

/// An open file; closed when nobody needs it any more.
final class TreeOpenFile: Sendable {
  /// The descriptor.
  let descriptor: Int32

  /// Takes an open descriptor over.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// What the kernel says of it; nil with errno.
  func status() -> stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Fills `target` from `offset` on as far as there is something; nil with errno.
  func read(at offset: Int64, into target: UnsafeMutableRawBufferPointer) -> Int? {
    var done = 0
    while done < target.count {
      let got = pread(descriptor, target.baseAddress?.advanced(by: done), target.count - done, Int(offset) + done)
      if got < 0, errno == EINTR { continue }
      // A file server that lost the file meanwhile has said all that there is.
      if got < 0, errno == ESTALE { return done }
      guard got >= 0 else { return nil }
      guard got > 0 else { return done }
      done += got
    }
    return done
  }
}
