/// A context, as `--json` prints it; the rate in bytes a second.
struct ContextShape: Encodable {
  /// The settings of the embedded provider.
  struct Settings: Encodable {
    var beta: Bool
    var linkRate: Int64?
    var transfers: Int?
  }

  var name: String
  var provider: String
  var current: Bool
  var settings: Settings
  var regions: [String]
}
