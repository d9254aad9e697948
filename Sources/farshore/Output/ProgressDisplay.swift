import Canvas
import Replication

/// One line of progress on a terminal while a command waits.
struct ProgressDisplay: Sendable {
  let output: Output

  /// Shows where the tasks are.
  func show(_ tasks: [CloudTask]) {
    guard !tasks.isEmpty else { return }
    let parts = tasks.map(Self.words)
    output.progress(
      Display.clip(
        Output.harmless(parts.joined(separator: "   ")), columns: 78, glyphs: OutputCharset.glyphs))
  }

  /// Where one task is: `replication web-01 61% 24.6 GiB of 40 GiB, 212 MiB/s, ETA 1:14`.
  static func words(_ task: CloudTask) -> String {
    var text = "\(task.type.rawValue) \(task.source?.name ?? "")"
    if let region = task.target?.region, task.type == .replication || task.type == .copy { text += " → \(region)" }
    text += " \(task.status == .running ? task.phase.rawValue : task.status.rawValue) \(task.percent)%"
    if task.bytesTotal > 0, task.bytesTransferred != nil {
      text += " \(ByteFormat.short(task.bytesDone)) of \(ByteFormat.short(task.bytesTotal))"
    }
    if let rate = task.rate, rate >= 1, rate < 9e18 { text += ", \(ByteFormat.short(Int64(rate)))/s" }
    if let seconds = task.etaSeconds, seconds < 360_000 { text += ", ETA \(clock(Int(seconds)))" }
    return text
  }

  private static func clock(_ seconds: Int) -> String {
    let rest = seconds % 60
    return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
  }
}
