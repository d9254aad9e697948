import ArgumentParser

/// A part of the benchmarks that can be asked for by name.
enum Suite: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// The first replica of a disk image.
  case replica
  /// The replica of the next day's backup.
  case next
  /// Trees of small files.
  case tree
  /// Creating backups.
  case backup
  /// Peak memory.
  case memory
  /// Admission and fairness of a long queue.
  case queue
  /// The rate limit of links.
  case rate
  /// The console.
  case console
}
