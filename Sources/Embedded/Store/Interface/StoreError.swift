/// What can go wrong with a store; worded in `StoreError+Explanation.swift`.
enum StoreError: Error, Hashable, Sendable {
  /// Nothing there, or not the beginnings of a store.
  case notAStore(path: String)
  /// The folder for a new store holds something already.
  case notEmpty(path: String)
  /// Written by a newer farshore.
  case newerVersion(path: String, found: Int, known: Int)
  /// The disk or the folder permits no writing.
  case readOnly(path: String)
  /// Another home owns the store.
  case ownedByAnother(path: String, owner: String)
  /// The disk is full, or a quota is used up.
  case noSpace(path: String)
  /// An object's bytes are not what its hash says, or its structure is impossible.
  case damaged(object: String, chunk: String?, reason: String)
  /// An object that others name is not there.
  case missing(object: String)
  /// A file call failed.
  case io(operation: String, path: String, errno: Int32)
  /// An id that cannot be kept.
  case badName(String)
  /// Another process holds the session.
  case sessionBusy(String)
  /// Another process collects.
  case collectionBusy(path: String)
  /// A disk file cannot be opened or read.
  case unreadable(path: String, errno: Int32)
  /// A disk file is not there, or went away while it was read.
  case vanished(path: String)
  /// Neither a regular file nor a block device.
  case notADisk(path: String)
  /// A disk of no bytes.
  case emptyDisk(path: String)
  /// A disk whose size or time changed while it was read.
  case diskChanged(path: String)
  /// A disk that is mounted, in use by the kernel or open for writing.
  case diskBusy(path: String, reason: String)
  /// A disk file that begins like a qcow2 image.
  case looksLikeQcow2(path: String)
  /// The file to be written is there already.
  case targetExists(path: String)
  /// A disk larger than the format can hold.
  case tooLarge(path: String, size: Int64)
  /// What was to be a tree is no folder.
  case notAFolder(path: String)
  /// A file or folder of a tree that cannot be read.
  case fileUnreadable(path: String, errno: Int32)
  /// Something in a tree that the format cannot hold.
  case treeLimit(path: String, reason: String)
}
