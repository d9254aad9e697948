import ArgumentParser

/// A part of what is measured of the console.
enum ConsolePart: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// Key to paint.
  case keys
  /// Keys, bytes and starts of other full-screen programs beside ours.
  case peers
  /// Bytes of a row move, by how the selected row shows.
  case bars
  /// Starting.
  case starts
  /// Idle bytes, wake-ups, memory.
  case rest
  /// With transfers under way.
  case transfers
  /// A million backups: start, keys, filters.
  case million
  /// An hour's keys in some minutes, with transfers: memory stays flat.
  case steady
  /// A real hour of transfers, measured only where it is named: memory stays flat.
  case hour

  /// The parts measured where none is named.
  static var usual: Set<ConsolePart> { Set(allCases).subtracting([.hour]) }
}
