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
    if let unknown = unknownCommand { return say(unknown, next: "See \(helpCommand).", output) }
    let words = Farshore.message(for: error)
    return say(words.isEmpty ? "The arguments could not be understood." : words, next: "See \(helpCommand).", output)
  }

  private func say(_ message: String, next: String, _ output: Output) -> ExitStatus {
    Failure(explained: Explanation(code: "usage", message: message, next: next, kind: .usage)).report(to: output)
  }

  /// The help that fits best: the nouns and verbs that were understood.
  private var helpCommand: String { (understood.path + ["--help"]).joined(separator: " ") }

  /// The nouns and verbs that were understood, and the command they name.
  private var understood: (path: [String], node: any ParsableCommand.Type) {
    var path = ["farshore"]
    var node: any ParsableCommand.Type = Farshore.self
    for word in words {
      guard let next = node.configuration.subcommands.first(where: { $0.configuration.commandName == word }) else {
        continue
      }
      path.append(word)
      node = next
    }
    return (path, node)
  }

  /// What is wrong where a word stands in the place of a noun or verb and is none; nil for any other mistake.
  private var unknownCommand: String? {
    let (path, node) = understood
    let known = node.configuration.subcommands.compactMap { $0.configuration.commandName }
    // The parser's own words are the only ones that say which argument it did not expect.
    let parts = Farshore.message(for: error).split(separator: "'", omittingEmptySubsequences: false)
    guard !known.isEmpty, parts.count > 1, parts[0].contains("nexpected argument") else { return nil }
    let word = String(parts[1])
    guard words.first(where: { !path.contains($0) }) == word else { return nil }
    let command = path.joined(separator: " ")
    let near = Spelling.nearest(to: word, among: known).map { "Did you mean \(command) \($0)?" }
    let list = path.count > 1 ? "Verbs: \(known.joined(separator: ", "))." : ""
    return ["There is no command \(command) \(word).", near ?? list].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What is neither an option nor the value of one that every command takes.
  private var words: [String] {
    let all = beforeTerminator
    return all.indices.filter { index in
      !all[index].hasPrefix("-") && (index == 0 || !["--context", "--home"].contains(all[index - 1]))
    }.map { all[$0] }
  }

  private var wantsJSON: Bool { beforeTerminator.contains("--json") }

  private var beforeTerminator: [String] { arguments.prefix { $0 != "--" } + [] }
}
