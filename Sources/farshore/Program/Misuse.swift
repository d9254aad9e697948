import ArgumentParser
import Foundation
import Replication

/// What parsing the arguments threw: help and versions that were asked for, or wrong usage.
struct Misuse {
  let error: any Error
  let arguments: [String]

  /// Prints it and gives the exit status.
  func report() -> ExitStatus {
    let output = Output(json: wantsJSON, quiet: false)
    if let missing = error as? VerbMissing {
      let name = missing.noun.configuration.commandName ?? "farshore"
      let verbs = missing.noun.configuration.subcommands.compactMap { $0.configuration.commandName }
      return say(
        "\(name) needs a verb: \(verbs.joined(separator: ", ")).", next: "See farshore \(name) --help.", output)
    }
    if Farshore.exitCode(for: error) == .success {
      // Asked for: the text is the result, and it is our own, so it keeps its line breaks.
      return Failure.status(of: { try output.text(Farshore.fullMessage(for: error)) }, output)
    }
    let words = Farshore.message(for: error)
    return say(words.isEmpty ? "The arguments could not be understood." : words, next: "See \(helpCommand).", output)
  }

  private func say(_ message: String, next: String, _ output: Output) -> ExitStatus {
    Failure(explained: Explanation(code: "usage", message: message, next: next, kind: .usage)).report(to: output)
  }

  /// The help that fits best: the nouns and verbs that were understood.
  private var helpCommand: String {
    var path = ["farshore"]
    var node: any ParsableCommand.Type = Farshore.self
    for word in beforeTerminator where !word.hasPrefix("-") {
      guard let next = node.configuration.subcommands.first(where: { $0.configuration.commandName == word }) else {
        continue
      }
      path.append(word)
      node = next
    }
    return (path + ["--help"]).joined(separator: " ")
  }

  private var wantsJSON: Bool { beforeTerminator.contains("--json") }

  private var beforeTerminator: [String] { arguments.prefix { $0 != "--" } + [] }
}
