/// One line of the result: what was measured, against what, and whether the target is met.
struct Figure: Encodable, Sendable {
  /// A measured number in a unit.
  struct Quantity: Encodable, Sendable {
    var value: Double
    var unit: String
  }

  /// What a ratio or a number must be.
  enum Bound: Sendable {
    case atLeast(Double)
    case atMost(Double)

    func admits(_ value: Double) -> Bool {
      switch self {
      case .atLeast(let least): value >= least
      case .atMost(let most): value <= most
      }
    }
  }

  /// The number of the target it belongs to.
  var target: Int
  var job: String
  var ours: Quantity
  /// What it is compared with.
  var reference: String?
  var theirs: Quantity?
  var ratio: Double?
  var wanted: String?
  var met: Bool?
}

extension Figure {
  /// Speeds, as ratio to another's.
  static func speed(
    _ target: Int, _ job: String, bytes: Int64, ours: Double, to reference: String, theirs: Double, _ bound: Bound?
  ) -> Figure {
    Figure(
      target: target, job: job, ours: rate(bytes, ours), reference: reference, theirs: rate(bytes, theirs),
      ratio: theirs / ours, wanted: bound.map { "\($0.words)×" }, met: bound.map { $0.admits(theirs / ours) })
  }

  /// Seconds, as ratio of speeds to another's.
  static func time(
    _ target: Int, _ job: String, ours: Double, to reference: String, theirs: Double, _ bound: Bound?
  ) -> Figure {
    Figure(
      target: target, job: job, ours: Quantity(value: ours, unit: "s"), reference: reference,
      theirs: Quantity(value: theirs, unit: "s"), ratio: theirs / ours, wanted: bound.map { "\($0.words)×" },
      met: bound.map { $0.admits(theirs / ours) })
  }

  /// A number by itself.
  static func plain(_ target: Int, _ job: String, _ value: Double, _ unit: String, _ bound: Bound?) -> Figure {
    Figure(
      target: target, job: job, ours: Quantity(value: value, unit: unit),
      wanted: bound.map { unit.isEmpty ? "\($0.words)×" : "\($0.words) \(unit)" },
      met: bound.map { $0.admits(value) })
  }

  private static func rate(_ bytes: Int64, _ seconds: Double) -> Quantity {
    Quantity(value: Double(bytes) / 1_048_576 / seconds, unit: "MiB/s")
  }
}

extension Figure.Bound {
  var words: String {
    switch self {
    case .atLeast(let least): "≥ " + Report.number(least)
    case .atMost(let most): "≤ " + Report.number(most)
    }
  }
}
