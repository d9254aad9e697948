import ArgumentParser

/// Something that is on or off.
enum Switch: String, ExpressibleByArgument, CaseIterable, Sendable {
  case on, off
}
