import ArgumentParser

/// A share as typed: `10%` or `10`.
struct Share: ExpressibleByArgument, CustomStringConvertible, Sendable {
  /// 1 to 100.
  let percent: Int

  init(percent: Int) { self.percent = percent }

  init?(argument: String) {
    guard let percent = Int(argument.hasSuffix("%") ? String(argument.dropLast()) : argument),
      (1...100).contains(percent)
    else { return nil }
    self.percent = percent
  }

  var description: String { "\(percent)%" }
}
