/// Where a context's credentials come from; the context's file names the source, never the credentials.
public enum CredentialSource: String, Codable, Sendable, CaseIterable {
  /// The variables that the vendor's own programs read.
  case environment
  /// A file that only its owner can read.
  case file
  /// The configuration of the vendor's own command line.
  case vendor
}
