import CStorage
import Glibc

extension SafeFile {
  /// What the name of a file that is being written ends with.
  static let unfinished = ".new"

  /// Removes the half-written files that dead processes left in a folder; those of living ones are locked.
  static func sweep(_ folder: String) {
    // What cannot be looked at now is swept another time: it is only untidy.
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var left: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if isUnfinished(name) { left.append("\(folder)/\(name)") }
    }
    for path in left { remove(path) }
  }

  /// Holds a file that is being written until its descriptor is closed; false when a sweep was faster.
  static func hold(_ descriptor: Int32) -> Bool {
    _ = cs_lock(descriptor, 0, 1)
    var status = stat()
    return fstat(descriptor, &status) != 0 || status.st_nlink > 0
  }

  private static func remove(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if cs_lock(descriptor, 1, 0) == 0 { unlink(path) }
  }

  /// Whether a name is `NAME.xxxxxxxx.new` with eight hexadecimal digits: nobody else calls a file so.
  private static func isUnfinished(_ name: String) -> Bool {
    guard name.hasSuffix(unfinished) else { return false }
    let parts = name.dropLast(unfinished.count).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let mark = parts.last else { return false }
    return mark.count == 8 && mark.allSatisfy(\.isHexDigit)
  }
}
