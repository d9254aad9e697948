public import CloudWire
internal import Replication

import struct Foundation.Date

/// Signs requests with TC3-HMAC-SHA256 (tencent-cbs.md §8).
public struct TencentSigner: Sendable {
  private static let algorithm = "TC3-HMAC-SHA256"

  private let credentials: TencentCredentials

  /// Makes a signer.
  public init(_ credentials: TencentCredentials) { self.credentials = credentials }

  /// Signs a call for a moment.
  ///
  /// - Parameter timestamp: seconds since 1970; the service refuses more than 5 minutes of difference.
  public func sign(_ call: TencentCall, timestamp: Int64) -> (request: WireRequest, signature: TencentSignature) {
    let headers = completed(call, timestamp: timestamp)
    let names = call.signedHeaders.joined(separator: ";")
    let canonical = [
      call.method, "/", call.query, Self.canonicalHeaders(call.signedHeaders, of: headers), names,
      Self.payloadHash(call, headers),
    ].joined(separator: "\n")
    let service = call.service ?? String(call.host.prefix { $0 != "." })
    // UTC: a local day fails for eight hours of every day in China.
    let day = UTCStamp(Date(timeIntervalSince1970: Double(timestamp))).dashedDay
    let scope = "\(day)/\(service)/tc3_request"
    let text = [Self.algorithm, String(timestamp), scope, Digests.sha256(canonical.utf8)].joined(separator: "\n")
    let key = Digests.hmac("tc3_request", key: serviceKey(day: day, service: service))
    let signature = Digests.hexadecimal(Digests.hmac(text, key: key))
    let authorization =
      "\(Self.algorithm) Credential=\(credentials.secretID)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
    let request = WireRequest(
      method: call.method, host: call.host, target: call.query.isEmpty ? "/" : "/?\(call.query)",
      headers: headers + [.init("Authorization", authorization)], body: call.body)
    return (
      request, TencentSignature(canonicalRequest: canonical, scope: scope, stringToSign: text, signature: signature)
    )
  }

  private func serviceKey(day: String, service: String) -> [UInt8] {
    let dayKey = Digests.hmac(day, key: "TC3\(credentials.secretKey.revealed)".utf8)
    return Digests.hmac(service, key: dayKey)
  }

  private func completed(_ call: TencentCall, timestamp: Int64) -> [WireRequest.Header] {
    var headers: [WireRequest.Header] = [
      .init("Content-Type", call.contentType), .init("Host", call.host), .init("X-TC-Action", call.action),
      .init("X-TC-Timestamp", String(timestamp)), .init("X-TC-Version", call.version),
    ]
    if let region = call.region { headers.append(.init("X-TC-Region", region)) }
    if let language = call.language { headers.append(.init("X-TC-Language", language)) }
    // Sent, but no part of what is signed.
    if let token = credentials.token { headers.append(.init("X-TC-Token", token.revealed)) }
    return headers + call.headers
  }

  /// Names and values in lower case, as the documented rule has it.
  private static func canonicalHeaders(_ names: [String], of headers: [WireRequest.Header]) -> String {
    names.map { name in
      "\(name):\((headers.value(name) ?? "").lowercased())\n"
    }.joined()
  }

  private static func payloadHash(_ call: TencentCall, _ headers: [WireRequest.Header]) -> String {
    let unsigned = "UNSIGNED-PAYLOAD"
    return Digests.sha256(headers.value("X-TC-Content-SHA256") == unsigned ? Array(unsigned.utf8) : call.body)
  }
}
