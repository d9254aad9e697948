public import CloudWire

/// A request to Huawei Cloud before it is signed.
public struct HuaweiCall: Hashable, Sendable {
  /// A key and a value of the query, not encoded.
  public struct QueryItem: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The value.
    public var value: String

    /// Makes a pair.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// `GET`, `POST`, `PUT` or `DELETE`.
  public var method: String
  /// The host with its port where that is not 443.
  public var host: String
  /// The path as it goes on the wire: each segment percent-encoded once.
  public var path: String
  /// The query in any order; a key may be repeated.
  public var query: [QueryItem]
  /// Headers beside those that signing adds.
  public var headers: [WireRequest.Header]
  /// The exact bytes of the body.
  public var body: [UInt8]
  /// Sent as `X-Project-Id` by regional services.
  public var projectID: String?
  /// Sent as `X-Domain-Id` by global services.
  public var domainID: String?

  /// Makes a request.
  public init(
    method: String, host: String, path: String, query: [QueryItem] = [], headers: [WireRequest.Header] = [],
    body: [UInt8] = [], projectID: String? = nil, domainID: String? = nil
  ) {
    self.method = method
    self.host = host
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.projectID = projectID
    self.domainID = domainID
  }
}
