import ArgumentParser

/// An age on the command line, such as `24h`, `90m` or `7d`.
struct AgeLimit: ExpressibleByArgument, Sendable {
  /// The age in seconds.
  let seconds: Double
  /// As it was typed.
  let text: String

  init?(argument: String) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    guard let unit = argument.last.flatMap({ units[$0] }), let number = Int(argument.dropLast()),
      (1...1_000_000).contains(number)
    else { return nil }
    seconds = Double(number) * unit
    text = argument
  }
}
