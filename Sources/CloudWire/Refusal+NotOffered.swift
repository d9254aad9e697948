public import Replication

extension Refusal {
  /// What a cloud does not offer at all.
  ///
  /// - Parameter message: a sentence without its full stop.
  public static func notOffered(_ message: String, _ source: String) -> Refusal {
    Refusal(code: .serviceMissing, message: "\(message).", field: .source, source: source)
  }
}
