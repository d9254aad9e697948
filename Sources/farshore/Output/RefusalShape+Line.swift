extension RefusalShape {
  /// The refusal on one line for a reader.
  func line(_ names: NameBook) -> String {
    // A live region's own project has the region's name.
    let within = project.map(names.project).flatMap { $0 == region ? nil : $0 }
    let places = [source.map(names.source), region, within].compactMap(\.self).joined(separator: " → ")
    return "refused: \(message) [\(code)\(places.isEmpty ? "" : ", \(places)")]"
  }
}
