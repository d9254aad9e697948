import Foundation
import Testing

/// One demo context for all tests that only look at it or ask for what is refused.
enum DemoContext {
  /// The home, made once.
  static let shared: Result<CommandHome, any Error> = Result {
    let home = try CommandHome()
    // What lives as long as the process is let go of by nobody.
    atexit { if case .success(let home) = DemoContext.shared { home.remove() } }
    let finished = try home.run("demo", "--no-console", "--json", seconds: 180)
    guard finished.status == 0 else { throw Failure.demo(finished.output + finished.errors) }
    return home
  }

  /// What can go wrong.
  enum Failure: Error {
    case demo(String)
  }
}
