import Foundation
import Replication

extension EngineError: ExplainedError {
  var explanation: Explanation {
    switch self {
    case .storeUnreachable, .storeNotWritable, .sourceGone, .damaged, .standstill: storeExplanation
    case .programNotStarted, .programFailed, .sampleRange, .nameTakenMeanwhile: restoreExplanation
    case .notYet, .orderLost, .diskChoice, .notAbsolute, .notATree, .isATree, .io, .workerNotStarted,
      .deletionIncomplete:
      workExplanation
    }
  }

  private var storeExplanation: Explanation {
    switch self {
    case .storeUnreachable(let region, let reason):
      words(
        "store-unreachable", "The store of \(region) cannot be reached: \(reason)",
        "Mount or bring back its folder, then try again; what waits for it stays in the queue.", .unreachable)
    case .storeNotWritable(let region, let reason):
      words("store-not-writable", "Nothing can be written to \(region): \(reason)", "", .unreachable)
    case .sourceGone(let id, let region):
      words(
        "source-gone", "\(id) is no longer in the store of \(region).",
        "Choose another backup, or run farshore store verify \(region).")
    case .damaged(let subject, let problems, let first):
      words(
        "damaged", "\(subject) is damaged in \(problems) place\(problems == 1 ? "" : "s"): \(first)",
        "Run farshore store verify, and use another copy meanwhile.")
    case .standstill(let origin, let destination, let seconds, let attempts):
      words(
        "standstill",
        "No byte has moved for \(seconds) s"
          + (origin == destination ? " in \(origin)" : " from \(origin) to \(destination)")
          + (attempts > 1 ? ", in attempt \(attempts)." : "."),
        attempts > Setbacks.limit
          ? "Check the disks of both stores, then resume the task; what is verified is kept."
          : "Check the disks of both stores; the task is tried again by itself.")
    default: workExplanation
    }
  }

  private var restoreExplanation: Explanation {
    switch self {
    case .programNotStarted(let path, let number):
      words(
        "program-not-started", "\(path) could not be started: \(String(cString: strerror(number))).",
        "Check that it is installed and may be run.")
    case .programFailed(let program, let file, let status, let output):
      words(
        "program-failed",
        "\(program) failed on \(file) (\(status.map { "status \($0)" } ?? "ended by a signal"))"
          + (output.isEmpty ? "." : ": \(output)"), "Choose --format raw, or mend what it says.")
    case .sampleRange(let percent):
      words(
        "sample-range", "\(percent) % is no share of a backup.", "Give --sample from 1% to 100%.", .usage)
    case .nameTakenMeanwhile(let name, let region):
      words(
        "name-taken", "\(region) got something else named \(name) while it was written.",
        "Remove or rename that one, then retry the task.")
    default: workExplanation
    }
  }

  private var workExplanation: Explanation {
    switch self {
    case .notYet(let feature):
      words(
        "not-yet", "\(feature) cannot be done by this version of farshore.", "A later version may.")
    case .orderLost(let task):
      words(
        "order-lost", "What task \(task) was to read or write is no longer known.", "Cancel it and ask for it again.")
    case .diskChoice(let server):
      words(
        "disk-choice", "\(server) needs one or more disks, at most one of them a system disk.",
        "Give --disk system:PATH once, and --disk data:PATH for each further disk.", .usage)
    case .notAbsolute(let path):
      words("path-relative", "\(path) is not an absolute path.", "Give the path from the root on.", .usage)
    case .notATree(let name):
      words(
        "not-turbo", "\(name) is no SFS Turbo backup, so no file system can be made of it.",
        "Make an image of it with farshore images create.", .usage)
    case .isATree(let name):
      words(
        "is-turbo", "\(name) is an SFS Turbo backup, which has no disks to make an image of.",
        "Make a file system of it with farshore filesystems create.", .usage)
    case .io(let operation, let path, let number):
      words(
        "home-io", "Could not \(operation) \(path): \(String(cString: strerror(number))).",
        "Check the disk and its permissions, then try again.")
    case .workerNotStarted(let executable, let number):
      words(
        "worker-not-started", "\(executable) could not be started: \(String(cString: strerror(number))).",
        "The tasks wait; run farshore agent --until-idle to move them.")
    case .deletionIncomplete(let done, let failed, let reason):
      words(
        reason.code,
        "\(failed) was not deleted: \(reason.message) Deleted before it: "
          + (done.isEmpty ? "nothing." : done.joined(separator: ", ") + "."),
        reason.next, reason.kind)
    default: words("engine", "The engine failed: \(self).", "Try again.")
    }
  }

  private func words(
    _ code: String, _ message: String, _ next: String, _ kind: Explanation.Kind = .failed
  ) -> Explanation {
    Explanation(code: code, message: message, next: next, kind: kind)
  }
}
