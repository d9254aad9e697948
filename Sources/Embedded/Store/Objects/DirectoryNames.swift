import Foundation

/// The names in one folder of the file system.
final class DirectoryNames: ObjectNames {
  private let path: String
  private let stream: OpaquePointer?

  /// Takes over an open descriptor of the folder at `path`; without one there are no names.
  init(descriptor: Int32?, path: String) throws(StoreError) {
    self.path = path
    stream = descriptor.flatMap { fdopendir($0) }
    guard stream == nil, let descriptor else { return }
    let reason = errno
    close(descriptor)
    throw .io(operation: "list", path: path, errno: reason)
  }

  deinit {
    if let stream { closedir(stream) }
  }

  func next() throws(StoreError) -> String? {
    guard let stream else { return nil }
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw .io(operation: "list", path: path, errno: errno) }
        return nil
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { return name }
    }
  }
}
