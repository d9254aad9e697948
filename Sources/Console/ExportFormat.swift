/// How a table is exported.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  case csv, json

  /// What it is called.
  public var label: String { rawValue.uppercased() }
}
