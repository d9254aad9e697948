/// What came of a submission, as `--json` prints it; `error` stands there when an admitted task did not succeed.
struct AdmissionShape: Encodable {
  var tasks: [TaskShape]
  var refused: [RefusalShape]
  var error: ErrorShape?
}
