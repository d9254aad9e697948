/// What `lag --max --json` prints where something is too old: the error, with all rows beside it.
struct LagFailureShape: Encodable {
  var lag: [LagShape]
  var error: ErrorShape
}
