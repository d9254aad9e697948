import Foundation
import Replication

/// Posts JSON to an address that operators gave: over verified TLS, through the proxy of the environment, without
/// redirects; plain http is taken on loopback only.
public struct WebhookPost: Sendable {
  private let environment: [String: String]
  private let limits: HTTPTransport.Limits

  /// Takes proxy and certificate authorities from the environment each time something is posted.
  public init(
    environment: [String: String], limits: HTTPTransport.Limits = .init(connect: .seconds(10), answer: .seconds(20))
  ) {
    self.environment = environment
    self.limits = limits
  }

  /// Posts once; throws an explained error where no answer of the two hundreds came.
  public func post(_ json: [UInt8], to address: String) async throws {
    let (endpoint, request) = try Self.request(json, address)
    let transport = try HTTPTransport(settings: try NetworkSettings(environment: environment), limits: limits)
    let answer = try await transport.send(request, to: endpoint)
    guard (200..<300).contains(answer.status) else {
      throw WebhookError.refused(host: endpoint.host, status: answer.status)
    }
  }

  /// Path, query and password may be secrets, so errors name the host alone.
  static func request(_ json: [UInt8], _ address: String) throws -> (Endpoint, WireRequest) {
    guard let parts = URLComponents(string: address), let scheme = parts.scheme,
      let host = parts.host.map(LoopbackHost.bare)
    else {
      throw WebhookError.noAddress
    }
    let bracketed = host.contains(":") ? "[\(host)]" : host
    let endpoint = try Endpoint("\(scheme)://\(bracketed)" + (parts.port.map { ":\($0)" } ?? ""))
    var headers = [
      WireRequest.Header("Host", endpoint.authority), .init("Content-Type", "application/json"),
    ]
    if let user = parts.user {
      let pair = Data("\(user):\(parts.password ?? "")".utf8).base64EncodedString()
      headers.append(.init("Authorization", "Basic \(pair)"))
    }
    let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
    let target = path + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
    return (
      endpoint, WireRequest(method: "POST", host: endpoint.authority, target: target, headers: headers, body: json)
    )
  }
}
