import CloudWire
import TencentCloud
import Testing

@Suite("Signing for Tencent Cloud, step by step as the vendor's SDK (issue 6, point 2)")
struct SigningTests {
  @Test("A recorded signature", arguments: try SigningVector.all())
  func recorded(_ vector: SigningVector) throws {
    let signer = TencentSigner(
      TencentCredentials(
        secretID: vector.credentials.secretId, secretKey: Secret(vector.credentials.secretKey),
        token: vector.credentials.token.map { Secret($0) }))
    let input = vector.input
    var call = TencentCall(
      host: input.host, service: input.service, action: input.action, version: input.version,
      region: input.region.flatMap { $0.isEmpty ? nil : $0 }, language: input.language,
      contentType: input.contentType, body: Array((input.bodyUtf8 ?? "").utf8))
    call.method = input.method
    call.query = input.queryString ?? ""
    call.signedHeaders = input.signHeaders ?? call.signedHeaders
    if let unsigned = vector.expected.headers["X-TC-Content-SHA256"] {
      call.headers.append(.init("X-TC-Content-SHA256", unsigned))
    }
    let (request, signature) = signer.sign(call, timestamp: input.timestamp)
    #expect(signature.canonicalRequest == vector.expected.canonicalRequest)
    #expect(signature.scope == vector.expected.credentialScope)
    #expect(signature.stringToSign == vector.expected.stringToSign)
    #expect(signature.signature == vector.expected.signature)
    #expect(request.header("Authorization") == vector.expected.authorization)
    for (name, value) in vector.expected.headers { #expect(request.header(name) == value, "\(name)") }
  }
}
