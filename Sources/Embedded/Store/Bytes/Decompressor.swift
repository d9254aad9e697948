import CStorage

/// Decompresses chunks; owned by one thread.
final class Decompressor {
  private let context: OpaquePointer

  /// Takes a decompression context; nil where there is no memory for one.
  init?() {
    guard let context = ZSTD_createDCtx() else { return nil }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  /// Decompresses to exactly `length` bytes; nil when the bytes are no zstd frame of that length.
  func decompress(
    _ stored: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, length: Int
  ) -> UnsafeRawBufferPointer? {
    guard length <= target.count else { return nil }
    let got = ZSTD_decompressDCtx(context, target.baseAddress, length, stored.baseAddress, stored.count)
    guard ZSTD_isError(got) == 0, got == length else { return nil }
    return UnsafeRawBufferPointer(rebasing: target[..<length])
  }
}
