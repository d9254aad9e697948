import CStorage
import Foundation
import Synchronization

/// Gives entries of a restored tree what they had, as far as is permitted, and notes what was left out.
final class TreeMaker: Sendable {
  private let isPrivileged: Bool
  private let outcome = Mutex(TreeOutcome())
  /// Places of devices that were left out, whose other names are to be left out as well; more than these are not told
  /// apart from names of nothing.
  private static let mostDevices = 65536
  private let devices = Mutex<Set<[UInt8]>>([])

  init(isPrivileged: Bool) { self.isPrivileged = isPrivileged }

  /// What was made and what was left out.
  var result: TreeOutcome { outcome.withLock { $0 } }

  /// Counts an entry.
  func count() { outcome.withLock { $0.entries += 1 } }

  /// Makes a symbolic link, a fifo, a socket's name or a device node.
  func make(_ entry: TreeEntry, in folder: TreeFolder) throws(StoreError) {
    let name = TreeFolder.c(entry.name)
    switch entry.kind {
    case .symbolicLink:
      guard symlinkat(TreeFolder.c(entry.target), folder.descriptor, name) == 0 else {
        throw failure("make", entry, folder)
      }
    case .fifo: try node(S_IFIFO, entry, in: folder)
    case .socket: try node(S_IFSOCK, entry, in: folder)
    case .characterDevice, .blockDevice:
      guard isPrivileged else {
        devices.withLock { if $0.count < Self.mostDevices { $0.insert(folder.place(of: entry.name)) } }
        return note(.device, entry, folder)
      }
      try node(entry.kind == .blockDevice ? S_IFBLK : S_IFCHR, entry, in: folder)
    case .file, .folder, .hardLink: return
    }
    count()
    try dress(entry, in: folder, called: entry.name, place: folder.place(of: entry.name))
  }

  private func node(_ type: mode_t, _ entry: TreeEntry, in folder: TreeFolder) throws(StoreError) {
    let made = cs_make_node(
      folder.descriptor, TreeFolder.c(entry.name), type | 0o600, UInt32(truncatingIfNeeded: entry.size >> 32),
      UInt32(truncatingIfNeeded: entry.size))
    guard made == 0 else { throw failure("make", entry, folder) }
  }

  /// Makes another name of an entry that is there.
  func link(_ entry: TreeEntry, in folder: TreeFolder, root: TreeFolder) throws(StoreError) {
    let slash = entry.target.lastIndex(of: TreeEntry.slash)
    let source = slash.map { root.open(Array(entry.target[..<$0]), cs_o_path | O_DIRECTORY) } ?? root.descriptor
    guard source >= 0 else { throw failure("link", entry, folder) }
    defer { if slash != nil { close(source) } }
    // No link is followed: the name in the target's folder is what gets another one.
    let named = TreeFolder.c(Array(entry.target[(slash.map { $0 + 1 } ?? 0)...]))
    if linkat(source, named, folder.descriptor, TreeFolder.c(entry.name), 0) == 0 { return count() }
    let reason = errno
    let isLeftOut = devices.withLock { $0.contains(entry.target) || $0.count == Self.mostDevices }
    guard reason == ENOENT, isLeftOut else {
      throw TreeTarget.failure("link", TreePath.text(folder.place(of: entry.name)), reason)
    }
    note(.device, entry, folder)
  }

  /// Sets owner, attributes, permissions and time of an open file or folder.
  func dress(_ entry: TreeEntry, open descriptor: Int32, place: [UInt8]) throws(StoreError) {
    if isPrivileged {
      guard fchown(descriptor, entry.user, entry.group) == 0 else { throw failure("give the owner to", place) }
    } else if entry.user != geteuid() || entry.group != getegid() {
      outcome.withLock { $0.note(.owner, place) }
    }
    try setAttributes(entry, place) { attribute in
      cs_set_own_attribute(descriptor, TreeFolder.c(attribute.name), attribute.value, attribute.value.count)
    }
    guard fchmod(descriptor, permitted(entry, place)) == 0 else { throw failure("set the mode of", place) }
    let time = timespec(tv_sec: Int(entry.seconds), tv_nsec: Int(entry.nanoseconds))
    guard futimens(descriptor, [time, time]) == 0 else { throw failure("set the time of", place) }
  }

  private func permitted(_ entry: TreeEntry, _ place: [UInt8]) -> mode_t {
    guard !isPrivileged else { return entry.mode }
    if entry.mode & 0o6000 != 0 { outcome.withLock { $0.note(.setuid, place) } }
    return entry.mode & 0o1777
  }

  /// Sets owner, attributes, permissions and time of what is called `name` in `folder` and cannot be opened.
  func dress(
    _ entry: TreeEntry, in folder: TreeFolder, called name: [UInt8], place: [UInt8]
  ) throws(StoreError) {
    let named = TreeFolder.c(name)
    if isPrivileged {
      guard fchownat(folder.descriptor, named, entry.user, entry.group, AT_SYMLINK_NOFOLLOW) == 0 else {
        throw failure("give the owner to", place)
      }
    } else if entry.user != geteuid() || entry.group != getegid() {
      outcome.withLock { $0.note(.owner, place) }
    }
    try setAttributes(entry, place) { attribute in
      cs_set_attribute(
        folder.descriptor, named, TreeFolder.c(attribute.name), attribute.value, attribute.value.count)
    }
    if entry.kind != .symbolicLink {
      let mode = permitted(entry, place)
      guard fchmodat(folder.descriptor, named, mode, AT_SYMLINK_NOFOLLOW) == 0 else {
        throw failure("set the mode of", place)
      }
    }
    let time = timespec(tv_sec: Int(entry.seconds), tv_nsec: Int(entry.nanoseconds))
    let set = utimensat(folder.descriptor, named, [time, time], AT_SYMLINK_NOFOLLOW)
    guard set == 0 else { throw failure("set the time of", place) }
  }

  private func setAttributes(
    _ entry: TreeEntry, _ place: [UInt8], _ set: (TreeAttribute) -> Int32
  ) throws(StoreError) {
    var isWhole = true
    for attribute in entry.attributes {
      guard isPrivileged || attribute.isUsers else {
        isWhole = false
        continue
      }
      if set(attribute) == 0 { continue }
      // The file system here may not keep them, or may not understand them.
      guard [ENOTSUP, EPERM, EINVAL].contains(errno), !isPrivileged else {
        throw failure("set attributes of", place)
      }
      isWhole = false
    }
    if !isWhole { outcome.withLock { $0.note(.attribute, place) } }
  }

  private func note(_ loss: TreeOutcome.Loss, _ entry: TreeEntry, _ folder: TreeFolder) {
    outcome.withLock { $0.note(loss, folder.place(of: entry.name)) }
  }

  private func failure(_ operation: String, _ entry: TreeEntry, _ folder: TreeFolder) -> StoreError {
    failure(operation, folder.place(of: entry.name))
  }

  private func failure(_ operation: String, _ place: [UInt8]) -> StoreError {
    TreeTarget.failure(operation, TreePath.text(place), errno)
  }
}
