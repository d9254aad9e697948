extension Simulation {
  /// What a policy would leave out for one reason.
  public struct Skips: Hashable, Sendable {
    /// The policy's name.
    public var policy: String
    /// The reason, in words.
    public var reason: String
    /// The names of the backups or resources, in the order of time.
    public var names: [String]

    /// `web-01-0413 and 12 more`.
    public var words: String {
      names.count > 1 ? "\(names[0]) and \(names.count - 1) more" : names.first ?? ""
    }
  }

  /// What is left out, equal reasons of one policy counted together, in the order of time.
  public var skips: [Skips] {
    var found: [Skips] = []
    for run in runs {
      for skip in run.skipped {
        let reason = skip.refusal.message
        if let index = found.firstIndex(where: { $0.policy == run.policy.name && $0.reason == reason }) {
          found[index].names.append(skip.name)
        } else {
          found.append(Skips(policy: run.policy.name, reason: reason, names: [skip.name]))
        }
      }
    }
    return found
  }
}
