import CloudWire
import Replication

/// What came of a submission, destination by destination (S18).
struct Submitted: Sendable {
  /// The tasks admitted.
  private(set) var tasks: [CloudTask] = []
  /// What was refused.
  var refused: [RefusalShape] = []
  /// Why the first destination that could not be asked was out of reach; those beside it are admitted all the same.
  private(set) var unreachable: (any ExplainedError)?
  /// Set where a dry run has written requests down.
  private(set) var withheld: (any Error)?

  /// Notes the outcome of one destination.
  mutating func add(_ admit: () async throws -> Admission) async throws {
    do {
      let admission = try await admit()
      tasks += admission.tasks
      refused += admission.refused.map { RefusalShape($0) }
    } catch let error as any Withholding where error.isWithheld {
      // A dry run shows the requests of all destinations.
      withheld = error
    } catch let error as any ExplainedError where error.explanation.kind == .unreachable {
      unreachable = unreachable ?? error
    }
  }
}
