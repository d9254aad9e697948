import Foundation

/// What the kernel counts of a process, all its threads together.
struct ProcessCounters {
  /// How often its threads were taken from a core, of their own will or not.
  var switches = 0
  /// Seconds of a core that the thread took which owns the terminal.
  var drawing = 0.0
  /// The switches of each thread that had any, by its name.
  var byThread: [String: Int] = [:]

  init(_ process: pid_t) {
    let folder = "/proc/\(process)/task"
    // A thread that ends meanwhile is left out.
    for thread in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard let status = try? String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8) else { continue }
      let lines = status.split(separator: "\n")
      let count = lines.filter { $0.contains("ctxt_switches:") }
        .compactMap { $0.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } }.reduce(0, +)
      switches += count
      let name = lines.first { $0.hasPrefix("Name:") }.map { String($0.dropFirst(6)) } ?? "?"
      byThread["\(name) \(thread)"] = count
    }
    let schedule = try? String(contentsOfFile: "\(folder)/\(process)/schedstat", encoding: .utf8)
    drawing = (schedule?.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1e9
  }

  /// MiB of a process's own memory, what it maps from files left out.
  static func anonymous(_ process: pid_t) -> Double {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 } ?? 0
  }

  /// Which threads were switched since another count, and how often.
  func busyThreads(since former: ProcessCounters) -> String {
    let changes = byThread.map { ($0.key, $0.value - former.byThread[$0.key, default: 0]) }.filter { $0.1 > 0 }
    return changes.sorted { $0.1 > $1.1 }.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
  }
}
