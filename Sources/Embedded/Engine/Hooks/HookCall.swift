import Foundation

/// Tells one hook of one notice: JSON on standard input, nothing of our environment, never a shell.
struct HookCall {
  /// How long a hook may take, in seconds.
  static let patience: Double = 30

  let hook: Hook
  let notice: HookNotice
  /// The folders in which `curl` is looked for.
  let programs: String

  /// Tells it; throws where it could not be told, or said that it was not.
  func run(isOver: () -> Bool = { false }) throws {
    let json = try notice.json()
    switch hook.target {
    case .command(let words): try run(ChildProgram(path: words[0], arguments: Array(words.dropFirst())), json, isOver)
    case .webhook(let address):
      guard let curl = ChildProgram.find("curl", in: programs) else {
        throw EngineError.programNotStarted(path: "curl", errno: ENOENT)
      }
      // The address may hold a secret, so it stands in no argument, which every user of the machine could read.
      let settings = """
        url = \(Self.quoted(address))
        data-raw = \(Self.quoted(String(decoding: json, as: UTF8.self)))
        header = "Content-Type: application/json"
        proto = "=http,https"
        max-time = \(Int(Self.patience) - 5)
        fail
        silent
        show-error
        output = "/dev/null"

        """
      try run(ChildProgram(path: curl, arguments: ["--disable", "--config", "-"]), Array(settings.utf8), isOver)
    }
  }

  private func run(_ program: ChildProgram, _ input: [UInt8], _ isOver: () -> Bool) throws {
    let start = ContinuousClock.now
    let ending = try program.run(input: input) {
      if isOver() || ContinuousClock.now - start > .seconds(Self.patience) {
        throw EngineError.programFailed(
          program: program.path, file: hook.name, status: nil, output: "it took longer than \(Int(Self.patience)) s")
      }
    }
    guard ending.status == 0 else {
      throw EngineError.programFailed(
        program: program.path, file: hook.name, status: ending.status, output: ending.output)
    }
  }

  /// A value of curl's configuration.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
