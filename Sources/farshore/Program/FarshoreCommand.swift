import ArgumentParser

/// A command that does something: the verbs, not the nouns.
protocol FarshoreCommand: ParsableCommand, Sendable {
  /// The options every command takes.
  var common: CommonOptions { get }

  /// Does it, printing the result; throws what has to be said as an error or refusal.
  func perform(_ session: Session) async throws -> ExitStatus
}
