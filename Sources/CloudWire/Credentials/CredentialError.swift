/// Why there are no credentials; no case carries any.
public enum CredentialError: Error, Hashable, Sendable {
  /// None of the variables is set, or only one half.
  case environment(vendor: String, missing: String)
  /// The file is not there.
  case missing(path: String)
  /// Others than its owner can read the file.
  case shared(path: String)
  /// The file belongs to somebody else.
  case foreign(path: String)
  /// The file is not what it should be.
  case broken(path: String, reason: String)
  /// The vendor's own files have no such profile.
  case profile(String, files: [String])
  /// The vendor's file keeps its credentials encrypted for its own use; `remedy` is the command that ends that.
  case encrypted(path: String, remedy: String)
  /// The file cannot be read or written.
  case io(path: String, errno: Int32)
  /// No terminal to ask on.
  case noTerminal
  /// No source has any.
  case nowhere(vendor: String, variables: [String], files: [String])
}
