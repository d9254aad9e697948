/// What a verification of stores found, as `--json` prints it.
struct VerificationShape: Encodable {
  /// What is damaged or missing.
  var problems: [ProblemShape]
  /// What was, and has been put right.
  var healed: [ProblemShape]
  var error: ErrorShape?
}
