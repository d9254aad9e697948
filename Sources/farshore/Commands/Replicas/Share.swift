/// A share as typed: `10%` or `10`.
struct Share: CustomStringConvertible, Sendable {
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

  /// Reads the value of an option.
  static let parse = TypedValue.reading("a share from 1% to 100%, such as 10%") { Share(argument: $0) }
}
