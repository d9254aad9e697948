import ArgumentParser
import Replication

/// A size as typed: `100GB` or `100GiB`.
struct ByteSize: Sendable {
  let bytes: Int64

  /// Understands a size; what is wrong with it becomes a usage error.
  @Sendable static func parse(_ text: String) throws -> ByteSize {
    // Two hundred bytes are never meant; whoever writes out a gibibyte in bytes means them.
    if let number = Int64(text), 1..<(1 << 20) ~= number {
      throw ValidationError("\(text) has no unit. Say \(text)GB (10⁹ bytes) or \(text)GiB (2³⁰ bytes).")
    }
    do {
      return ByteSize(bytes: try ByteFormat.parse(text))
    } catch {
      throw ValidationError([error.explanation.message, error.explanation.next].joined(separator: " "))
    }
  }
}
