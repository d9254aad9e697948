import ArgumentParser

/// How much drills of a policy rebuild, as typed: `10%`, `10`, or `0` for no drills.
struct DrillShare: ExpressibleByArgument, Sendable {
  /// 0 to 100.
  let percent: Int

  init?(argument: String) {
    let digits = argument.hasSuffix("%") ? argument.dropLast() : Substring(argument)
    guard let percent = Int(digits), (0...100).contains(percent) else { return nil }
    self.percent = percent
  }
}
