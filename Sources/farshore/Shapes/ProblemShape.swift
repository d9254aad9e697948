/// Something `store verify` found, as `--json` prints it.
struct ProblemShape: Encodable {
  var region: String
  var object: String
  var backup: String?
  var chunk: String?
  var message: String
}
