/// What a text names (spec/commands.md, "IDs").
public enum Resolution: Hashable, Sendable {
  /// Exactly one thing, by its whole id.
  case one(String)
  /// Nothing (`unknown-id`).
  case none
  /// Several things (`ambiguous-id`): the first of them, ordered by name, region and id.
  case many([Candidate])
}
