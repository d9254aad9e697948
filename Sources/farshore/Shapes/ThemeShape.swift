/// A theme, as `--json` prints it.
struct ThemeShape: Encodable {
  var name: String
  /// `built-in`, or the path of the operator's own file.
  var source: String
  /// The YAML; only `show` carries it.
  var text: String?
}
