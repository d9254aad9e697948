/// What can go wrong with a home and its contexts; worded in `ContextError+Explanation.swift`.
public enum ContextError: Error, Hashable, Sendable {
  /// The file is not what a context file may be; line and column count from 1.
  case broken(file: String, line: Int, column: Int, problem: String)
  /// Written by a newer farshore.
  case newerVersion(file: String, found: Int, known: Int)
  /// No context of this name.
  case unknown(name: String, known: [String])
  /// There are contexts, but none is the current one.
  case noCurrent(known: [String])
  /// A context of this name exists.
  case exists(name: String)
  /// A name that cannot be a file's.
  case badName(String)
  /// The file is larger than any context can be.
  case tooLarge(file: String)
  /// The home or a file of it cannot be read or written.
  case io(operation: String, path: String, errno: Int32)
  /// Neither `--home`, `FARSHORE_HOME`, XDG folders nor `HOME` say where to look.
  case noHome
}
