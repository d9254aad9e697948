/// What can go wrong with a catalog; worded in `CatalogError+Explanation.swift`.
public enum CatalogError: Error, Hashable, Sendable {
  /// The file is no database, or its pages contradict each other: set it aside and rebuild it.
  case corrupt(path: String, reason: String)
  /// The file is a database of another program.
  case foreign(path: String)
  /// Written by a newer farshore.
  case newerVersion(path: String, found: Int, known: Int)
  /// The file or its folder permits no reading or writing.
  case unwritable(path: String, reason: String)
  /// The disk is full.
  case noSpace(path: String)
  /// Another process kept the catalog locked for too long.
  case busy(path: String)
  /// The file was set aside or deleted under this process.
  case replaced(path: String)
  /// `setAside` found a sound catalog: another process has replaced it already.
  case sound(path: String)
  /// Anything else SQLite reports.
  case failed(path: String, reason: String)
}
