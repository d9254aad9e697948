/// A thread's place in the line of a link.
final class Place: Sendable {
  /// The transfer that pays.
  let payer: String
  /// Rings when it is its turn.
  let bell = Bell()

  init(payer: String) { self.payer = payer }
}
