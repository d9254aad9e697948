import Replication

/// A refusal, as `--json` prints it, with the candidates of an ambiguous name.
struct RefusalShape: Encodable {
  /// One of the things an ambiguous name could mean.
  struct Candidate: Encodable {
    var id: String
    var name: String
    var region: String
  }

  var code: String
  var message: String
  var field: String?
  var source: String?
  var region: String?
  var project: String?
  var vault: String?
  var candidates: [Candidate]?

  init(_ refusal: Refusal, candidates: [Candidate]? = nil) {
    code = refusal.code.rawValue
    message = refusal.message
    field = refusal.field?.rawValue
    source = refusal.source
    region = refusal.region
    project = refusal.project
    vault = refusal.vault
    self.candidates = candidates
  }
}
