/// How much drills of a policy rebuild, as typed: `10%`, `10`, or `0` for no drills.
struct DrillShare: Sendable {
  /// 0 to 100.
  let percent: Int

  init?(argument: String) {
    let digits = argument.hasSuffix("%") ? argument.dropLast() : Substring(argument)
    guard let percent = Int(digits), (0...100).contains(percent) else { return nil }
    self.percent = percent
  }

  /// Reads the value of an option.
  static let parse = TypedValue.reading("a share such as 10%, or 0 for no drills") { DrillShare(argument: $0) }
}
