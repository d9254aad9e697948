public import struct Foundation.Date

/// How a row stands against an objective.
public enum LagVerdict: Hashable, Sendable {
  /// The newest verified replica is young enough; it will not be from this moment on unless another arrives.
  case kept(until: Date)
  /// Too old, or absent.
  case breached
  /// Will be too old before the replica on its way arrives, at the present rate; in time it will be so from this moment.
  case breaching(at: Date, arrival: Date)
  /// What the resource's newest backup is cannot be replicated at all, for these reasons.
  case impossible([Refusal])
}
