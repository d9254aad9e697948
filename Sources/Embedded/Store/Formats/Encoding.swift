/// How a chunk's bytes are stored.
enum Encoding: UInt8, Sendable {
  /// As they are.
  case raw = 0
  /// One zstd frame.
  case zstd = 1
}
