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
    let descriptor = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
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

  /// Opens what lies at a path beneath this folder, following no link in any part; -1 with errno.
  func open(_ place: [UInt8], _ flags: Int32, mode: mode_t = 0) -> Int32 {
    // The kernel takes no longer path at once.
    let most = 4000
    guard place.count > most else {
      return cs_open_beneath(descriptor, Self.c(place), flags | O_NOFOLLOW | O_CLOEXEC, mode)
    }
    guard let slash = place[..<most].lastIndex(of: TreeEntry.slash) else {
      errno = ENAMETOOLONG
      return -1
    }
    let part = cs_open_beneath(descriptor, Self.c(Array(place[..<slash])), cs_o_path | O_DIRECTORY | O_CLOEXEC, 0)
    guard part >= 0 else { return -1 }
    let between = TreeFolder(descriptor: part, path: Array(place[..<slash]))
    return between.open(Array(place[(slash + 1)...]), flags, mode: mode)
  }

  /// What lies in the folder, in the order of the bytes of the names; nil with errno.
  func names(bound: Int = TreeNames.bound) throws(StoreError) -> TreeNames? {
    let again = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard again >= 0 else { return nil }
    guard let stream = fdopendir(again) else {
      close(again)
      return nil
    }
    defer { closedir(stream) }
    return try TreeNames(of: stream, bound: bound)
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
