import Foundation
import Replication

extension CommandError: ExplainedError {
  var explanation: Explanation {
    switch self {
    case .unwritable(let number):
      words("unwritable-output", "Standard output cannot be written: \(Self.text(number)).", "Check where it goes.")
    case .diskForm(let text):
      usage("--disk \(text) names no disk.", "Write system:PATH or data:PATH.")
    case .setting(let text):
      usage("\(text) is no setting.", "Write beta=on, beta=off, link-rate=20MiB, link-rate=off or transfers=20.")
    case .settingValue(let name, let value, let expected):
      usage("\(name)=\(value) is not understood.", "Write \(expected).")
    case .tasksFailed(let causes, let tasks):
      words(
        "task-failed", causes.joined(separator: " "),
        "See \(tasks.map { "farshore tasks show \($0)" }.joined(separator: ", ")); resume, retry or cancel what is left."
      )
    case .damageFound(let count):
      words(
        "damaged", "\(count) damaged or missing \(count == 1 ? "object" : "objects") found.",
        "Replicate what is affected again from a copy that is whole.")
    case .auditBroken(let count):
      words(
        "audit-broken", "The audit was changed: \(count == 1 ? "one thing does" : "\(count) things do") not fit.",
        "Keep the catalog's file as evidence; every line before the first that is named is as it was written.")
    case .lagExceeded(let count, let limit):
      words(
        "lag-exceeded",
        "\(count == 1 ? "One resource has" : "\(count) resources have") no verified replica younger than \(limit).",
        "Replicate what is named, or see why it was not: farshore tasks list --status failed,interrupted.")
    case .ownPath(let number):
      words(
        "own-path", "The program cannot find its own file: \(Self.text(number)).", "Run farshore agent --until-idle.")
    case .unknownTheme(let name, let known):
      usage("There is no theme \(name).", "Themes: \(known.joined(separator: ", ")).")
    case .taskStatus(let word):
      usage("No task is ever \(word).", "Statuses: \(TaskStatus.allCases.map(\.rawValue).joined(separator: ", ")).")
    case .demoFile(let path, let number):
      words("demo-file", "\(path) cannot be written: \(Self.text(number)).", "Make room or choose another --home.")
    case .exportFile(let path, let number):
      words(
        "export-file", "\(path) cannot be written: \(Self.text(number)).",
        "Make room, or name another folder: exports in config.yaml.")
    case .folder(let path, let reason):
      words("folder", "The folder \(path) cannot be made: \(reason)", "Check its permissions or choose another.")
    case .demoTaken:
      words(
        "demo-taken", "There is a context demo already that farshore demo did not make.",
        "Rename or remove it, or use another --home.")
    }
  }

  private func words(_ code: String, _ message: String, _ next: String) -> Explanation {
    Explanation(code: code, message: message, next: next)
  }

  private func usage(_ message: String, _ next: String) -> Explanation {
    Explanation(code: "usage", message: message, next: next, kind: .usage)
  }

  private static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
