/// The one evaluator of all rules: console, command line, scheduler and admission call it with the same facts (S25).
///
/// Every function returns *all* refusals, in the order of the requirements; an empty answer means "allowed".
public struct RuleBook: Sendable {
  /// The provider whose rules apply.
  public var profile: ProviderProfile

  /// Makes the evaluator of a provider.
  public init(profile: ProviderProfile) { self.profile = profile }
}
