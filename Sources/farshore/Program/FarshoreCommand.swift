import ArgumentParser

/// A command that does something: the verbs, not the nouns.
protocol FarshoreCommand: ParsableCommand, Sendable {
  /// The options every command takes.
  var common: CommonOptions { get }
  /// Whether it works on a context, whose account is then looked at first.
  var opensContext: Bool { get }
  /// Whether it is one that people begin a new home with; others say it when they have had to make one.
  var beginsHome: Bool { get }

  /// Does it, printing the result; throws what has to be said as an error or refusal.
  func perform(_ session: Session) async throws -> ExitStatus
}

extension FarshoreCommand {
  var opensContext: Bool { true }
  var beginsHome: Bool { false }
}
