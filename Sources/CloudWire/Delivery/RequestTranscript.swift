internal import Foundation

/// A request exactly as it would go on the wire, without what is secret.
public struct RequestTranscript: Codable, Hashable, Sendable {
  /// The method.
  public var method: String
  /// The whole address with path and query.
  public var url: String
  /// The headers, signature and tokens blotted out.
  public var headers: [String: String]
  /// The body as text.
  public var body: String

  /// Takes down a request.
  public init(_ request: WireRequest, to endpoint: Endpoint) {
    method = request.method
    url = endpoint.url + request.target
    headers = Dictionary(
      request.headers.map { ($0.name, Self.blotted($0)) }, uniquingKeysWith: { first, _ in first })
    body = String(decoding: request.body, as: UTF8.self)
  }

  /// As lines of HTTP.
  public var text: String {
    let lines = ["\(method) \(url)"] + headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return (body.isEmpty ? lines : lines + ["", body]).joined(separator: "\n")
  }

  private static func blotted(_ header: WireRequest.Header) -> String {
    let name = header.name.lowercased()
    if name == "authorization" {
      guard let mark = header.value.range(of: "Signature=") else { return "•••" }
      return header.value[..<mark.upperBound] + "•••"
    }
    return name.contains("token") || name == "cookie" || name == "proxy-authorization" ? "•••" : header.value
  }
}
