import Foundation

/// One notice that one hook is still to be told; a small file, so that it survives the agent.
struct HookJob: Codable, Hashable, Sendable {
  /// The name of the hook.
  var hook: String
  var notice: HookNotice
  /// How often it was tried.
  var attempts = 0
  /// When it is tried next.
  var due: Date

  /// Tries before it is given up.
  static let tries = 8

  /// Seconds to wait after so many failures: 10 s, 20 s, … at most an hour.
  static func pause(after attempts: Int) -> Double { min(3600, 10 * pow(2, Double(max(0, attempts - 1)))) }
}
