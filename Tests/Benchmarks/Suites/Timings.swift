/// Seconds of every contender's runs, by what they did.
struct Timings: Sendable {
  private var seconds: [String: [Double]] = [:]

  mutating func note(_ job: String, _ run: Double) { seconds[job, default: []].append(run) }

  /// The median; nil where the contender did not run.
  subscript(_ job: String) -> Double? { seconds[job]?.median }
}
