/// The format of an image's disk files.
public enum ImageFormat: String, Codable, Sendable, CaseIterable {
  /// The bytes of the disk, with holes where there are none.
  case raw
  /// QEMU's own format, written by `qemu-img`.
  case qcow2
}
