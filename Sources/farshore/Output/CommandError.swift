/// What can go wrong in a command itself; worded in `CommandError+Explanation.swift`.
enum CommandError: Error, Hashable, Sendable {
  /// Standard output cannot be written.
  case unwritable(Int32)
  /// `--disk` is not `system:PATH` or `data:PATH`.
  case diskForm(String)
  /// A setting is not `NAME=VALUE`, or nobody knows it.
  case setting(String)
  /// A setting's value is none it takes.
  case settingValue(name: String, value: String, expected: String)
  /// Tasks ended otherwise than with success: why, and their ids.
  case tasksFailed([String], tasks: [String])
  /// A verification found damage.
  case damageFound(Int)
  /// The audit is not what was written.
  case auditBroken(Int)
  /// Replicas are older than they may be.
  case lagExceeded(Int, limit: String)
  /// The program's own file cannot be found, so no worker can be started.
  case ownPath(Int32)
  /// No theme has this name.
  case unknownTheme(String, known: [String])
  /// No task has this status.
  case taskStatus(String)
  /// A file of the demo cannot be written.
  case demoFile(path: String, errno: Int32)
  /// The file of an exported table cannot be made.
  case exportFile(path: String, errno: Int32)
  /// A folder cannot be made.
  case folder(path: String, reason: String)
  /// A context called `demo` is there but not of our making.
  case demoTaken
}
