/// What `contexts check` found, as `--json` prints it.
struct CheckShape: Encodable {
  /// One thing that was tried.
  struct Finding: Encodable, Sendable {
    var check: String
    var region: String?
    var ok: Bool
    var code: String?
    var message: String?
    var next: String?
  }

  var context: String
  var provider: String
  var checks: [Finding]
}
