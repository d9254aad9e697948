import Foundation
import Synchronization

/// Prints figures as they come: a Markdown table, or a JSON object a line; what bounds them stands below the table.
final class Report: Sendable {
  private let asJSON: Bool
  private let watch = Stopwatch()
  private let limits = Mutex<[String]>([])

  init(asJSON: Bool) { self.asJSON = asJSON }

  func begin() {
    guard !asJSON else { return }
    show("| Target | Job | Farshore | Against | Ratio | Wanted | Met |")
    show("|---|---|---|---|---|---|---|")
  }

  func add(_ figure: Figure) {
    guard asJSON else { return show(row(figure)) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Numbers and plain text always encode.
    if let line = try? encoder.encode(figure) { show(String(decoding: line, as: UTF8.self)) }
  }

  /// Says what this machine allows, and where the time of a job goes.
  func limit(_ text: String) {
    guard asJSON else { return limits.withLock { $0.append(text) } }
    // Plain text always encodes.
    if let line = try? JSONEncoder().encode(["limit": text]) { show(String(decoding: line, as: UTF8.self)) }
  }

  func end() {
    note("done")
    guard !asJSON else { return }
    let limits = limits.withLock { $0 }
    if !limits.isEmpty { show("\nWhat bounds this:\n\n" + limits.map { "- \($0)" }.joined(separator: "\n")) }
    if !Machine.mayDropCaches { show("\nCaches were not dropped between runs: that takes root.") }
  }

  /// Says what goes on, beside the result.
  func note(_ text: String) {
    FileHandle.standardError.write(Data("bench, \(Int(watch.seconds)) s: \(text)\n".utf8))
  }

  private func row(_ figure: Figure) -> String {
    let against = [figure.theirs.map(text), figure.reference].compactMap(\.self).joined(separator: " ")
    let met = figure.met.map { $0 ? "yes" : "**no**" } ?? ""
    let ratio = figure.ratio.map { Self.number($0) + "×" } ?? ""
    let cells = ["\(figure.target)", figure.job, text(figure.ours), against, ratio, figure.wanted ?? "", met]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private func text(_ quantity: Figure.Quantity) -> String {
    quantity.unit.isEmpty ? Self.number(quantity.value) + "×" : Self.number(quantity.value) + " " + quantity.unit
  }

  /// Three digits that count.
  static func number(_ value: Double) -> String {
    let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3
    let text = value.formatted(
      .number.precision(.fractionLength(0...digits)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
    return text
  }

  private func show(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
