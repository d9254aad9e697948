/// What one look at everything in flight has brought (issue 6, point 5).
public struct Sight: Sendable {
  /// Whether anything was other than before.
  public var changed: Bool
  /// Why something could not be asked, by the id of its task, or by its own where no task says that it is in flight.
  public var troubles: [String: any Error] = [:]
  /// What somebody who looks only once has to know; nil where that is nothing.
  public var failure: (any Error)?

  /// Makes what was seen where nothing was in the way.
  public init(changed: Bool = false) { self.changed = changed }

  /// Notes why some things could not be asked.
  public mutating func note(_ error: any Error, of ids: [String]) {
    for id in ids { troubles[id] = error }
  }
}
