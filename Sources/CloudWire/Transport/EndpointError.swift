/// An address of a service that cannot be used.
public enum EndpointError: Error, Hashable, Sendable {
  /// A scheme other than https and http.
  case scheme(String)
  /// No host, or characters that no host has.
  case host(String)
  /// A port that is not between 1 and 65535.
  case port(String)
  /// Plain http to another machine.
  case plain(String)
}
