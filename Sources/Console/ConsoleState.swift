public import Canvas
internal import struct Foundation.Date
internal import Replication

/// Everything the console knows and shows; a value, changed only by `update`.
public struct ConsoleState: Sendable {
  var setup: ConsoleSetup

  /// Makes the state of a console that has seen nothing yet.
  public init(setup: ConsoleSetup) { self.setup = setup }
}
