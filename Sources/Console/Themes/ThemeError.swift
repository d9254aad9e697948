/// What is wrong with a theme file.
public enum ThemeError: Error, Hashable, Sendable {
  /// The file is not valid YAML or a value is wrong; lines and columns count from 1.
  case broken(file: String, line: Int, column: Int, problem: String)
  /// No theme has this name.
  case unknown(name: String, known: [String])
}
