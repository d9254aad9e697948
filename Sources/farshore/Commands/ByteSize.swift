import ArgumentParser
import Replication

/// A size as typed: `100GB` or `100GiB`.
struct ByteSize: Sendable {
  let bytes: Int64

  /// Understands a size; what is wrong with it becomes a usage error.
  @Sendable static func parse(_ text: String) throws -> ByteSize {
    do {
      return ByteSize(bytes: try ByteFormat.parse(text))
    } catch {
      throw ValidationError([error.explanation.message, error.explanation.next].joined(separator: " "))
    }
  }
}
