public import CloudWire
internal import Replication

public import struct Foundation.Date

/// Signs requests with SDK-HMAC-SHA256 (huawei-cbr.md §13): the key is the plain SK, without derivation or scope.
public struct HuaweiSigner: Sendable {
  private static let algorithm = "SDK-HMAC-SHA256"

  private let credentials: HuaweiCredentials

  /// Makes a signer.
  public init(_ credentials: HuaweiCredentials) { self.credentials = credentials }

  /// Signs a call for a moment.
  ///
  /// - Parameter date: now; the gateway refuses more than 15 minutes of difference, so every attempt is signed anew.
  ///   A call that has its own `X-Sdk-Date` keeps it.
  public func sign(_ call: HuaweiCall, date: Date) -> (request: WireRequest, signature: HuaweiSignature) {
    let moment = call.headers.value("X-Sdk-Date") ?? UTCStamp(date).basic
    let headers = completed(call, date: moment)
    let query = Self.canonicalQuery(call.query)
    let signed = Self.canonicalHeaders(headers)
    let names = signed.map(\.name)
    let canonical = [
      call.method, Self.canonicalPath(call.path), query, signed.map { "\($0.name):\($0.value)\n" }.joined(),
      names.joined(separator: ";"), Self.payloadHash(call.body, headers),
    ].joined(separator: "\n")
    let text = [Self.algorithm, moment, Digests.sha256(canonical.utf8)].joined(separator: "\n")
    let signature = Digests.hexadecimal(Digests.hmac(text, key: credentials.secretKey.revealed.utf8))
    let authorization =
      "\(Self.algorithm) Access=\(credentials.accessKey), SignedHeaders=\(names.joined(separator: ";")), "
      + "Signature=\(signature)"
    let request = WireRequest(
      method: call.method, host: call.host, target: query.isEmpty ? call.path : "\(call.path)?\(query)",
      headers: headers + [.init("Authorization", authorization)], body: call.body)
    return (
      request,
      HuaweiSignature(canonicalRequest: canonical, stringToSign: text, signedHeaders: names, signature: signature)
    )
  }

  /// The caller's headers and those that every request carries.
  private func completed(_ call: HuaweiCall, date: String) -> [WireRequest.Header] {
    var headers = call.headers
    func add(_ name: String, _ value: String?) {
      guard let value, headers.value(name) == nil else { return }
      headers.append(.init(name, value))
    }
    add("Host", call.host)
    add("X-Sdk-Date", date)
    add("X-Project-Id", call.projectID)
    add("X-Domain-Id", call.domainID)
    add("X-Security-Token", credentials.securityToken?.revealed)
    if let type = headers.value("Content-Type"), !Self.isJSON(type) {
      add("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD")
    }
    return headers
  }

  private static func isJSON(_ type: String) -> Bool {
    let type = type.lowercased()
    return type.hasPrefix("application/json") || type.hasPrefix("application/bson")
  }

  /// Decoded, then each segment encoded again, with a slash at the end that the request line does not have; an escaped
  /// slash parts segments, as the vendor's SDKs have it.
  private static func canonicalPath(_ path: String) -> String {
    // By scalars: a slash with an accent behind it is one character, and still a slash.
    let segments = PercentEncoding.decode(path).unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
    let joined = segments.map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    return joined.hasSuffix("/") ? joined : joined + "/"
  }

  /// Sorted by key, then by value, both as they are before encoding.
  private static func canonicalQuery(_ query: [HuaweiCall.QueryItem]) -> String {
    query.sorted { precedes($0.key, $1.key) ?? precedes($0.value, $1.value) ?? false }
      .map { "\(PercentEncoding.encode($0.key))=\(PercentEncoding.encode($0.value))" }
      .joined(separator: "&")
  }

  /// By code points, as the vendor's SDKs sort (Swift's own order is by canonical equivalence); nil for the same text.
  private static func precedes(_ one: String, _ other: String) -> Bool? {
    if one.unicodeScalars.elementsEqual(other.unicodeScalars) { return nil }
    return one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
  }

  /// Lower-case names with trimmed values, sorted; names with an underscore are not signed, gateways drop those.
  private static func canonicalHeaders(_ headers: [WireRequest.Header]) -> [WireRequest.Header] {
    headers.filter { !$0.name.contains("_") && $0.name.lowercased() != "authorization" }
      .map { WireRequest.Header($0.name.lowercased(), trimmed($0.value)) }
      .sorted { precedes($0.name, $1.name) ?? false }
  }

  private static func trimmed(_ value: String) -> String {
    let start = value.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// Nothing is hashed as nothing, whatever is declared, as the vendor's SDKs have it.
  private static func payloadHash(_ body: [UInt8], _ headers: [WireRequest.Header]) -> String {
    (body.isEmpty ? nil : headers.value("X-Sdk-Content-Sha256")) ?? Digests.sha256(body)
  }
}
