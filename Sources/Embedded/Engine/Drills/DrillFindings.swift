/// What a drill has rebuilt and compared so far.
struct DrillFindings: Sendable {
  /// Chunks that were compared.
  var chunks: Int64 = 0
  /// Their logical bytes, and those of holes.
  var bytes: Int64 = 0
  /// What was not as it was when it was backed up.
  var problems: [StoreProblem] = []
}
