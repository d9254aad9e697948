/// An error that knows its words: what happened, to what, and what to do next.
public protocol ExplainedError: Error {
  /// The words, made in the module's one explanation file.
  var explanation: Explanation { get }
}
