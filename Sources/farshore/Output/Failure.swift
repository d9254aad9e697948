import Foundation
import Replication

/// What an error says to the caller: an exit status, and words or one JSON object.
struct Failure {
  private enum Content {
    case refused([RefusalShape])
    case explained(Explanation)
    case failed(Explanation, [CloudTask])
    case interrupted(Explanation)
  }

  private let content: Content

  /// Puts any error into words.
  init(_ error: any Error) {
    switch error {
    case let error as Declined: content = .refused(error.refusals)
    case let error as Refused: content = .refused(error.refusals.map { RefusalShape($0) })
    case let error as Refusal: content = .refused([RefusalShape(error)])
    case let error as Interrupted: content = .interrupted(error.explanation)
    case let error as TasksFailed: content = .failed(error.explanation, error.tasks)
    case let error as any ExplainedError: content = .explained(error.explanation)
    default:
      content = .explained(
        Explanation(code: "unexpected", message: "Something unforeseen failed: \(error)", next: "Please report this."))
    }
  }

  /// Takes words as they are.
  init(explained: Explanation) { content = .explained(explained) }

  /// The exit status.
  var status: ExitStatus {
    switch content {
    case .refused: .refused
    case .interrupted: .interrupted
    case .failed: .failed
    case .explained(let explanation):
      switch explanation.kind {
      case .failed: .failed
      case .usage: .usage
      case .unreachable: .unreachable
      }
    }
  }

  /// Prints it and gives the exit status.
  func report(to output: Output) -> ExitStatus {
    if output.json {
      do {
        try output.document(shape)
      } catch {
        output.diagnose(Failure(error).lines(output.names).joined(separator: " "))
      }
    } else {
      for line in lines(output.names) { output.diagnose(line) }
    }
    return status
  }

  /// Runs a body that only prints; what it throws is reported.
  static func status(of body: () throws -> Void, _ output: Output) -> ExitStatus {
    do {
      try body()
      return .done
    } catch {
      return Failure(error).report(to: output)
    }
  }

  private var shape: FailureShape {
    switch content {
    case .refused(let refusals): FailureShape(refused: refusals)
    case .explained(let explanation), .interrupted(let explanation): FailureShape(error: ErrorShape(explanation))
    case .failed(let explanation, let tasks):
      FailureShape(error: ErrorShape(explanation), tasks: tasks.map(TaskShape.init))
    }
  }

  private func lines(_ names: NameBook) -> [String] {
    switch content {
    case .refused(let refusals):
      refusals.map { $0.line(names) } + ["farshore: nothing was done, \(refusals.count) refused."]
    case .explained(let explanation), .failed(let explanation, _):
      ["farshore: \(explanation.message)"] + Self.advice(explanation)
    case .interrupted(let explanation): ["farshore: \(explanation.message)"]
    }
  }

  private static func advice(_ explanation: Explanation) -> [String] {
    explanation.next.isEmpty ? [] : ["  \(explanation.next)"]
  }
}
