import ArgumentParser

/// A noun without a verb, such as `farshore vaults`.
struct VerbMissing: Error {
  /// The noun's command.
  let noun: any ParsableCommand.Type
}
