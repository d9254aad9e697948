/// The bounds of the format; everything read is checked against them before memory is taken.
enum Limits {
  /// The newest format version of anything but records this code reads, and the one it writes.
  static let version: UInt16 = 1
  /// The newest version of records: those of trees have it, so that a reader that knows no trees refuses them.
  static let recordVersion: UInt16 = 2
  /// Bytes of a disk's chunk; the last one may be shorter.
  static let chunk = 4 << 20
  /// Bytes of chunk data in a pack.
  static let packPayload = 8 << 20
  /// Entries in a pack.
  static let packEntries = 4096
  /// Entries in a manifest page.
  static let fanOut = 256
  /// The highest level a manifest page may have.
  static let levels = 5
  /// Bytes of a record's body.
  static let record = 16 << 20
  /// Bytes of the longest id.
  static let id = 128
  /// The longest time chunks may wait for their index, in seconds.
  static let commitSeconds = 5.0
  /// The bytes of packs that may wait for their index.
  static let commitBytes = 128 << 20
  /// Logical bytes of the largest disk: as many chunks as the page tree can name below 2^62.
  static let disk: Int64 = 1 << 52
}
