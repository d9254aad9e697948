import Replication

/// One destination of a submission: a request that can be judged by the engine, or one whose names do not resolve.
enum ReplicaAttempt {
  /// Everything named was found.
  case request(ReplicaRequest)
  /// Something was not; all refusals, those of the other rules included.
  case unresolved([RefusalShape])
}
