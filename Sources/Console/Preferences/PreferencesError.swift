/// What is wrong with `config.yaml`; worded in `PreferencesError+Explanation.swift`.
public enum PreferencesError: Error, Hashable, Sendable {
  /// It is no YAML, or a key or value is none of ours; line and column count from 1.
  case broken(file: String, line: Int, column: Int, problem: String)
  /// It is written in a way the console cannot change without rewriting it.
  case unchangeable(file: String, key: PreferenceKey)
}
