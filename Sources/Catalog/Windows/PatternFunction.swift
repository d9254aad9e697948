import GRDB
import Replication
import Synchronization

/// The SQL function `matches(text, pattern)`: whether a regular expression matches somewhere in a text.
enum PatternFunction {
  static let name = "matches"

  /// Makes the function for one connection; it keeps what it has learned of its last patterns.
  static func make() -> DatabaseFunction {
    let matchers = Mutex<[String: PatternMatcher]>([:])
    return DatabaseFunction(name, argumentCount: 2, pure: true) { values in
      guard let text = String.fromDatabaseValue(values[0]), let pattern = String.fromDatabaseValue(values[1]) else {
        return false
      }
      return try matchers.withLock { matchers in
        if matchers[pattern] == nil {
          if matchers.count >= 8 { matchers = [:] }
          matchers[pattern] = PatternMatcher(try Pattern(pattern))
        }
        return matchers[pattern]?.matches(text) ?? false
      }
    }
  }
}
