import Replication

/// One disk to be read into a store.
struct DiskInput: Sendable {
  /// The disk's name.
  var name: String
  /// System or data.
  var usage: DiskUsage
  /// A regular file or a block device.
  var path: String
  /// Takes the bytes as they are even where they begin like a qcow2 image.
  var forcedRaw: Bool
  /// Reads a disk although it is mounted or open for writing.
  var allowOpen: Bool
}
