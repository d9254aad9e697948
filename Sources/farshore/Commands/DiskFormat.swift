import ArgumentParser

/// How the bytes of a registered file are to be understood.
enum DiskFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// As a disk, byte by byte, whatever they look like.
  case raw
}
