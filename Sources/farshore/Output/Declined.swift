/// Refusals found by the command line itself, with the candidates of ambiguous names.
struct Declined: Error {
  var refusals: [RefusalShape]
}
