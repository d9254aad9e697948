/// A request of HTTP as it goes on the wire.
public struct WireRequest: Hashable, Sendable {
  /// One header; names are compared without regard to case.
  public struct Header: Hashable, Sendable {
    /// The name as it is sent.
    public var name: String
    /// The value as it is sent.
    public var value: String

    /// Makes a header.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// `GET`, `POST`, `PUT` or `DELETE`.
  public var method: String
  /// The host with its port where that is not the scheme's own.
  public var host: String
  /// The path and query, percent-encoded.
  public var target: String
  /// The headers in the order they are sent.
  public var headers: [Header]
  /// The exact bytes of the body.
  public var body: [UInt8]

  /// Makes a request.
  public init(method: String, host: String, target: String, headers: [Header], body: [UInt8] = []) {
    self.method = method
    self.host = host
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The value of the first header of a name.
  public func header(_ name: String) -> String? { headers.value(name) }
}

extension WireRequest: CustomStringConvertible, CustomReflectable {
  /// Method, host and target; headers and body may hold secrets.
  public var description: String { "\(method) \(host)\(target)" }

  /// Shows no parts, so that `dump` reveals nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension [WireRequest.Header] {
  /// The value of the first header of a name, whatever its case.
  public func value(_ name: String) -> String? {
    first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
