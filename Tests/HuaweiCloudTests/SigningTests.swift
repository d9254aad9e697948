import CloudWire
import Foundation
import HuaweiCloud
import Testing

@Suite("Signing for Huawei Cloud, step by step as the vendor's SDK (issue 6, point 2)")
struct SigningTests {
  @Test("A recorded signature", arguments: try SigningVector.all())
  func recorded(_ vector: SigningVector) throws {
    let signer = HuaweiSigner(
      HuaweiCredentials(
        accessKey: vector.credentials.ak, secretKey: Secret(vector.credentials.sk),
        securityToken: vector.credentials.securityToken.map { Secret($0) }))
    let input = vector.input
    let call = HuaweiCall(
      method: input.method, host: input.host, path: input.path,
      query: input.query.map { HuaweiCall.QueryItem($0[0], $0[1]) },
      headers: input.headers.map { WireRequest.Header($0[0], $0[1]) }, body: Array((input.bodyUtf8 ?? "").utf8),
      projectID: vector.credentials.projectId, domainID: vector.credentials.domainId)
    let (request, signature) = signer.sign(call, date: .distantPast)
    #expect(signature.canonicalRequest == vector.expected.canonicalRequest)
    #expect(signature.stringToSign == vector.expected.stringToSign)
    #expect(signature.signedHeaders == vector.expected.signedHeaders)
    #expect(signature.signature == vector.expected.signature)
    #expect(request.header("Authorization") == vector.expected.authorization)
    #expect(request.target == vector.expected.requestTarget)
    for (name, value) in vector.expected.headersAddedBySigner { #expect(request.header(name) == value) }
  }

  @Test("The date is UTC's, in the basic form")
  func date() {
    let signer = HuaweiSigner(HuaweiCredentials(accessKey: "A", secretKey: Secret("S")))
    let call = HuaweiCall(method: "GET", host: "h", path: "/")
    let request = signer.sign(call, date: Date(timeIntervalSince1970: 1_716_193_800)).request
    #expect(request.header("X-Sdk-Date") == "20240520T083000Z")
  }

  @Test("Anything that is not JSON is sent with an unsigned payload")
  func unsignedPayload() {
    let signer = HuaweiSigner(HuaweiCredentials(accessKey: "A", secretKey: Secret("S")))
    let call = HuaweiCall(
      method: "POST", host: "h", path: "/", headers: [.init("Content-Type", "application/octet-stream")], body: [1])
    let (request, signature) = signer.sign(call, date: Date(timeIntervalSince1970: 0))
    #expect(request.header("X-Sdk-Content-Sha256") == "UNSIGNED-PAYLOAD")
    #expect(signature.canonicalRequest.hasSuffix("\nUNSIGNED-PAYLOAD"))
  }

  @Test("Credentials never show their secrets")
  func secrecy() {
    let credentials = HuaweiCredentials(accessKey: "A", secretKey: Secret("hidden"), securityToken: Secret("passing"))
    let request = HuaweiSigner(credentials).sign(HuaweiCall(method: "GET", host: "h", path: "/"), date: .now).request
    var dumped = ""
    dump(credentials, to: &dumped)
    dump(request, to: &dumped)
    for text in ["\(credentials)", String(reflecting: credentials), "\(request)", String(reflecting: request), dumped] {
      #expect(!text.contains("hidden") && !text.contains("passing"))
    }
  }
}
