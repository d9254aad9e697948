/// A context, as `--json` prints it; the rate in bytes a second.
struct ContextShape: Encodable {
  /// The settings of the embedded provider.
  struct Settings: Encodable {
    var beta: Bool
    var linkRate: Int64?
    var transfers: Int?
  }

  /// How a live cloud's account is reached.
  struct Account: Encodable {
    var credentials: String
    var file: String?
    var profile: String?
    var regions: [String]
    var endpoints: [String: String]
  }

  var name: String
  var provider: String
  var current: Bool
  var settings: Settings
  var account: Account?
  var regions: [String]
}
