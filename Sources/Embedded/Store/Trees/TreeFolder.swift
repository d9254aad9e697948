import CStorage
import Foundation

/// An open folder of a tree; closed when nobody needs it any more.
final class TreeFolder: Sendable {
  /// The descriptor.
  let descriptor: Int32
  /// The path beneath the tree's root, empty for the root itself.
  let path: [UInt8]

  private init(descriptor: Int32, path: [UInt8]) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens the root of a tree; a link is followed only here, where the operator wrote it.
  static func root(_ path: String) throws(StoreError) -> TreeFolder {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: throw .vanished(path: path)
      case ENOTDIR: throw .notAFolder(path: path)
      default: throw .fileUnreadable(path: path, errno: errno)
      }
    }
    return TreeFolder(descriptor: descriptor, path: [])
  }

  /// Opens a folder in this one, following no link; nil with errno.
  func folder(_ name: [UInt8]) -> TreeFolder? {
    let opened = openat(descriptor, Self.c(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    return opened >= 0 ? TreeFolder(descriptor: opened, path: place(of: name)) : nil
  }

  /// The path beneath the root of what is called `name` here.
  func place(of name: [UInt8]) -> [UInt8] { path.isEmpty ? name : path + [TreeEntry.slash] + name }

  /// What lies in the folder, in the order of the bytes of the names; nil with errno.
  func names() -> [[UInt8]]? {
    let again = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard again >= 0 else { return nil }
    guard let stream = fdopendir(again) else {
      close(again)
      return nil
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in Array(bytes.prefix { $0 != 0 }) }
      if name != [0x2e], name != [0x2e, 0x2e] { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { return nil }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What the kernel says of `name`, a link itself and not what it points to; nil with errno.
  func status(_ name: [UInt8]) -> stat? {
    var status = stat()
    return fstatat(descriptor, Self.c(name), &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  /// What the kernel says of the folder itself; nil with errno.
  func ownStatus() -> stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  /// A name as the kernel's calls take it.
  static func c(_ name: [UInt8]) -> [CChar] { name.map { CChar(bitPattern: $0) } + [0] }
}
