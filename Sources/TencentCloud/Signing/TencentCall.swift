public import CloudWire

/// A request to Tencent Cloud's API 3.0 before it is signed (tencent-cbs.md §1).
public struct TencentCall: Hashable, Sendable {
  /// `POST` with a JSON body, or `GET` with everything in the query.
  public var method = "POST"
  /// The host with its port where that is not 443.
  public var host: String
  /// The service of the credential scope; nil takes the host's first label.
  public var service: String?
  /// The operation, such as `DescribeSnapshots`.
  public var action: String
  /// The version of the service's API.
  public var version: String
  /// The region the request is about; nil for services without.
  public var region: String?
  /// The language of messages and names of regions.
  public var language: String?
  /// Signed byte for byte as it is sent.
  public var contentType: String
  /// The query exactly as it is sent; empty for POST.
  public var query = ""
  /// The exact bytes of the body.
  public var body: [UInt8]
  /// Headers beside those that signing adds.
  public var headers: [WireRequest.Header] = []
  /// The names of the headers to sign, in lower case and sorted.
  public var signedHeaders = ["content-type", "host"]

  /// Makes a request with a JSON body.
  public init(
    host: String, service: String? = nil, action: String, version: String, region: String? = nil,
    language: String? = "en-US", contentType: String = "application/json", body: [UInt8]
  ) {
    self.host = host
    self.service = service
    self.action = action
    self.version = version
    self.region = region
    self.language = language
    self.contentType = contentType
    self.body = body
  }
}
