/// A clock that differs so much that signatures are refused.
public enum ClockSkew {
  /// The sentence; nil while the difference explains nothing.
  ///
  /// - Parameters:
  ///   - skew: how far this machine's clock is ahead, in seconds.
  ///   - limit: what the vendor tolerates, in seconds.
  public static func sentence(_ skew: Double?, limit: Double) -> String? {
    // A tenth less than the limit, since the header has whole seconds and the way takes time.
    guard let skew, abs(skew) >= limit * 0.9, abs(skew) < 4e9 else { return nil }
    let minutes = Int((abs(skew) / 60).rounded())
    let amount = minutes < 120 ? "\(minutes) minutes" : "\(minutes / 60) hours"
    return
      "This machine's clock is \(amount) \(skew > 0 ? "ahead of" : "behind") the cloud's, which refuses signatures "
      + "older or newer than \(Int(limit / 60)) minutes. Set the clock: timedatectl set-ntp true lets the network do it."
  }
}
