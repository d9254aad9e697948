/// What a process left behind.
struct FinishedProcess: Sendable {
  /// The exit status; nil if a signal ended it.
  let status: Int32?
  /// The signal that ended it.
  let signal: Int32?
  /// What stood on standard output.
  let output: String
  /// What stood on standard error.
  let errors: String

  /// Standard output as one JSON document; `.null` where it is none, so that an expectation fails and not the test.
  var json: JSON { (try? JSON(output)) ?? .null }

  /// The codes of all refusals in the output.
  var codes: [String] { json["refused"].items.map { $0["code"].text } }
}
