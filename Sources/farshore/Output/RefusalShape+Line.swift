extension RefusalShape {
  /// The refusal on one line for a reader.
  func line(_ names: NameBook) -> String {
    let places = [source.map(names.source), region, project.map(names.project)].compactMap(\.self).joined(
      separator: " → ")
    return "refused: \(message) [\(code)\(places.isEmpty ? "" : ", \(places)")]"
  }
}
