import Foundation

/// What `Scripts/soak` asks for, and hears of.
enum Soak {
  /// The number in FARSHORE_`name`, or what serves a run of all tests.
  static func number(_ name: String, else fallback: Int) -> Int {
    ProcessInfo.processInfo.environment["FARSHORE_\(name)"].flatMap { Int($0) } ?? fallback
  }

  /// Whether tests that take minutes are asked for.
  static let isOn = number("SOAK", else: 0) > 0

  /// Tells the account of a run to whoever soaks; quiet otherwise.
  static func say(_ line: String) {
    guard isOn else { return }
    FileHandle.standardError.write(Data("soak: \(line)\n".utf8))
  }
}
