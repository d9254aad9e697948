/// How a command ends, as its caller sees it (spec/commands.md, Exit status).
enum ExitStatus: Int32, Sendable {
  case done = 0
  case failed = 1
  case refused = 2
  case usage = 64
  case unreachable = 69
  case interrupted = 130
}
