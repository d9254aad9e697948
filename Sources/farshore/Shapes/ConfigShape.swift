import Console

/// The console's configuration, as `--json` prints it.
struct ConfigShape: Encodable {
  /// One key.
  struct Key: Encodable {
    var key: String
    var value: String
    var `default`: String
    var meaning: String
  }

  /// The file; it need not exist.
  var path: String
  var keys: [Key]

  init(path: String, _ preferences: Preferences) {
    self.path = path
    keys = PreferenceKey.allCases.map { key in
      Key(key: key.rawValue, value: key.value(in: preferences), default: key.standard, meaning: key.meaning)
    }
  }
}
