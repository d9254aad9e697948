/// What a verification of stores found, as `--json` prints it.
struct VerificationShape: Encodable {
  var problems: [ProblemShape]
  var error: ErrorShape?
}
