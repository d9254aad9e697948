import CloudSupport
import CloudWire
import Testing

/// What goes over a real connection on loopback, and what each trouble is told as (issue 6, point 2).
struct HTTPTransportTests {
  private static func request(_ target: String = "/v3/a?b=c%20d", body: [UInt8] = []) -> WireRequest {
    WireRequest(
      method: body.isEmpty ? "GET" : "POST", host: "127.0.0.1", target: target,
      headers: [.init("Host", "cbr.example"), .init("X-Sdk-Date", "20231114T221320Z")], body: body)
  }

  @Test(arguments: ["/v3/a?b=c%20d", "/v3/a%2Fb", "/v3/%E4%B8%AD?n=%2B%2A", "/?k=", "/v3/x?status=a&status=b"])
  func sendsTheTargetAsItIs(_ target: String) async throws {
    let server = try await LoopbackServer { _ in .json("{}") }
    let answer = try await HTTPTransport().send(Self.request(target), to: try Endpoint(server.url))
    #expect(answer.status == 200)
    #expect(server.requests.map(\.target) == [target])
    #expect(server.requests.first?.header("Host") == "cbr.example")
  }

  @Test func carriesBodiesBothWays() async throws {
    let server = try await LoopbackServer { request in
      .answer(WireResponse(status: 404, headers: [.init("X-Request-Id", "r1")], body: request.body.reversed()))
    }
    let answer = try await HTTPTransport().send(Self.request(body: [1, 2, 3]), to: try Endpoint(server.url))
    #expect(answer.status == 404 && answer.header("x-request-id") == "r1" && answer.body == [3, 2, 1])
  }

  @Test func followsNoRedirects() async throws {
    let server = try await LoopbackServer { _ in
      .answer(WireResponse(status: 302, headers: [.init("Location", "https://elsewhere.example/")]))
    }
    let answer = try await HTTPTransport().send(Self.request(), to: try Endpoint(server.url))
    #expect(answer.status == 302)
  }

  @Test func aLostAnswerMayHaveArrived() async throws {
    let server = try await LoopbackServer { _ in .hangUp }
    let error = await #expect(throws: TransportError.self) {
      try await HTTPTransport().send(Self.request(body: [1]), to: try Endpoint(server.url))
    }
    #expect(error == .lost(host: "127.0.0.1"))
    #expect(error?.mayHaveArrived == true)
  }

  @Test func silenceEndsAtTheLimit() async throws {
    let server = try await LoopbackServer { _ in .silence }
    let transport = try HTTPTransport(limits: .init(answer: .milliseconds(100)))
    await #expect(throws: TransportError.answerTimeout(host: "127.0.0.1")) {
      try await transport.send(Self.request(), to: try Endpoint(server.url))
    }
  }

  @Test func answersAreBounded() async throws {
    let server = try await LoopbackServer { _ in .json(String(repeating: "x", count: 5_000)) }
    let transport = try HTTPTransport(limits: .init(bytes: 1_000))
    await #expect(throws: TransportError.tooLarge(host: "127.0.0.1", limit: 1_000)) {
      try await transport.send(Self.request(), to: try Endpoint(server.url))
    }
  }

  @Test func nobodyListening() async throws {
    let server = try await LoopbackServer { _ in .silence }
    let endpoint = try Endpoint("http://127.0.0.1:1")
    _ = server
    let error = await #expect(throws: TransportError.self) {
      try await HTTPTransport().send(Self.request(), to: endpoint)
    }
    #expect(error == .refused(host: "127.0.0.1"))
    #expect(error?.mayHaveArrived == false)
  }

  @Test func aCertificateNobodySignedIsRefused() async throws {
    let server = try await LoopbackServer(tls: try TestCertificates.server()) { _ in .json("{}") }
    let error = await #expect(throws: TransportError.self) {
      try await HTTPTransport().send(Self.request(), to: try Endpoint(server.url))
    }
    guard case .untrusted = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(server.requests.isEmpty)
  }

  @Test func aPrivateAuthorityIsTrustedWhenNamed() async throws {
    let server = try await LoopbackServer(tls: try TestCertificates.server()) { _ in .json("{}") }
    let path = try TestCertificates.authorityFile()
    let settings = try NetworkSettings(environment: ["SSL_CERT_FILE": path])
    let answer = try await HTTPTransport(settings: settings).send(Self.request(), to: try Endpoint(server.url))
    #expect(answer.status == 200)
  }
}
