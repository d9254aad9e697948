import Replication

/// An error, as `--json` prints it.
struct ErrorShape: Encodable {
  var code: String
  var message: String
  var next: String

  init(_ explanation: Explanation) {
    code = explanation.code
    message = explanation.message
    next = explanation.next
  }
}
