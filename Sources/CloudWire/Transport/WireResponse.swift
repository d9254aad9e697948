public import struct Foundation.Date

/// An answer of HTTP, whole.
public struct WireResponse: Hashable, Sendable {
  /// The status, such as 200.
  public var status: Int
  /// The headers in the order they came.
  public var headers: [WireRequest.Header]
  /// The bytes of the body.
  public var body: [UInt8]

  /// Makes an answer.
  public init(status: Int, headers: [WireRequest.Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of the first header of a name.
  public func header(_ name: String) -> String? { headers.value(name) }

  /// The server's clock as its `Date` header gives it; nil where it has none or an unreadable one.
  public var date: Date? { header("Date").flatMap(HTTPDate.parse) }

  /// The pause that a `Retry-After` header in seconds asks for.
  public var retryAfter: Duration? {
    header("Retry-After").flatMap { Int($0) }.flatMap { $0 >= 0 && $0 <= 3_600 ? .seconds($0) : nil }
  }
}

extension WireResponse: CustomStringConvertible, CustomReflectable {
  /// The status and the length; an answer's body may hold what is nobody else's business.
  public var description: String { "\(status), \(body.count) bytes" }

  /// Shows no parts.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
