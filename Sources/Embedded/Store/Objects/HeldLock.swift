/// A lock that is held while this object lives.
protocol HeldLock: AnyObject, Sendable {
  /// Lets go at once.
  func release()
}
