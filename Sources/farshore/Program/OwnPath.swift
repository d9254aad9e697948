import Foundation

/// Where this program's file is, to start a worker of the same version.
enum OwnPath {
  static func find() throws -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &bytes, bytes.count - 1)
    guard count > 0 else { throw CommandError.ownPath(errno) }
    let path = String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // A program replaced while it runs keeps this suffix; the new file stands where the old one stood.
    let suffix = " (deleted)"
    return path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
  }
}
