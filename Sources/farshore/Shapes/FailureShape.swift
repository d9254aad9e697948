/// The one object every exit but 0 prints: `{"refused": [...]}` or `{"error": {...}}`, with tasks where there are any.
struct FailureShape: Encodable {
  var refused: [RefusalShape]?
  var error: ErrorShape?
  var tasks: [TaskShape]?
}
