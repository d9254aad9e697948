extension RefusalShape {
  /// The refusal on one line for a reader.
  var line: String {
    let places = [source, region, project].compactMap(\.self).joined(separator: " → ")
    return "refused: \(message) [\(code)\(places.isEmpty ? "" : ", \(places)")]"
  }
}
