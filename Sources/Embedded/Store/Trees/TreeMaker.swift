import CStorage
import Foundation
import Synchronization

/// Gives entries of a restored tree what they had, as far as is permitted, and notes what was left out.
final class TreeMaker: Sendable {
  private let isPrivileged: Bool
  private let outcome = Mutex(TreeOutcome())

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
      guard isPrivileged else { return note(.device, entry, folder) }
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
    let parts = entry.target.split(separator: TreeEntry.slash).map { Array($0) }
    var source = root
    for part in parts.dropLast() {
      guard let next = source.folder(part) else { throw failure("link", entry, folder) }
      source = next
    }
    // No link is followed: the name in the target's folder is what gets another one.
    let made = linkat(
      source.descriptor, TreeFolder.c(parts.last ?? []), folder.descriptor, TreeFolder.c(entry.name), 0)
    if made == 0 { return count() }
    // Its first name may be a device that was left out.
    guard !isPrivileged, errno == ENOENT else { throw failure("link", entry, folder) }
    note(.device, entry, folder)
  }

  /// Sets owner, attributes, permissions and time of what is called `name` in `folder`.
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
    try setAttributes(entry, in: folder, named, place)
    if entry.kind != .symbolicLink {
      if !isPrivileged, entry.mode & 0o6000 != 0 { outcome.withLock { $0.note(.setuid, place) } }
      let mode = isPrivileged ? entry.mode : entry.mode & 0o1777
      guard fchmodat(folder.descriptor, named, mode, 0) == 0 else { throw failure("set the mode of", place) }
    }
    let time = timespec(tv_sec: Int(entry.seconds), tv_nsec: Int(entry.nanoseconds))
    let set = utimensat(folder.descriptor, named, [time, time], AT_SYMLINK_NOFOLLOW)
    guard set == 0 else { throw failure("set the time of", place) }
  }

  private func setAttributes(
    _ entry: TreeEntry, in folder: TreeFolder, _ named: [CChar], _ place: [UInt8]
  ) throws(StoreError) {
    var isWhole = true
    for attribute in entry.attributes {
      guard isPrivileged || attribute.isUsers else {
        isWhole = false
        continue
      }
      let set = cs_set_attribute(
        folder.descriptor, named, TreeFolder.c(attribute.name), attribute.value, attribute.value.count)
      if set == 0 { continue }
      // The file system here may not keep them.
      guard errno == ENOTSUP || errno == EPERM, !isPrivileged else { throw failure("set attributes of", place) }
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
    TreeTarget.failure(operation, String(decoding: place, as: UTF8.self), errno)
  }
}
