/// Steers and watches one transfer; called from the store's own threads, so it must be cheap and thread-safe.
protocol TransferObserver: Sendable {
  /// Called after every chunk in hand; throws `TransferStopped` when the mover must let go (pause, cancel, hand-over).
  func checkpoint() throws

  /// Called with the bytes about to cross a link; sleeps as long as the link's rate limit asks.
  ///
  /// - Parameter beforeWaiting: Called once before it sleeps, not at all where the bytes may cross at once.
  func pace(_ bytes: Int, beforeWaiting: () throws -> Void) throws

  /// Called as often as the store likes; the observer throttles.
  func progress(_ progress: TransferProgress)
}
