import Replication

/// How far a transfer is.
struct TransferProgress: Equatable, Sendable {
  /// What is being done now.
  var phase: TaskPhase
  /// Logical bytes dealt with, holes and chunks already there included.
  var logicalDone: Int64
  /// Logical bytes in all.
  var logicalTotal: Int64
  /// Compressed bytes that crossed the link or were written.
  var crossed: Int64
}
