/// Whether an action can be done with the rows it would act on.
enum Verdict: Hashable, Sendable {
  /// It makes no sense there and is not shown.
  case hidden
  case allowed
  /// It is shown and says why not.
  case refused([String])
}
