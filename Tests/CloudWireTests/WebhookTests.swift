import CloudSupport
import CloudWire
import Replication
import Testing

/// Webhooks go over the clouds' own wire (issue 5, point 12).
struct WebhookTests {
  private static let body = Array(#"{"event":"success"}"#.utf8)

  @Test("A webhook gets JSON at its path and query, and the password of its address as a header")
  func arrives() async throws {
    let server = try await LoopbackServer { _ in .json("ok") }
    let address = "http://ada:pass@127.0.0.1:\(server.port)/hook%20s/x?token=a%26b"
    try await WebhookPost(environment: [:]).post(Self.body, to: address)
    let request = try #require(server.requests.first)
    #expect(request.method == "POST" && request.target == "/hook%20s/x?token=a%26b")
    #expect(request.body == Self.body && request.header("Content-Type") == "application/json")
    #expect(request.header("Authorization") == "Basic YWRhOnBhc3M=")
  }

  @Test("An answer that says no, or leads elsewhere, is a failure that names no secret", arguments: [500, 404, 302])
  func refused(status: Int) async throws {
    let server = try await LoopbackServer { _ in
      .answer(.init(status: status, headers: [.init("Location", "https://elsewhere.example/")]))
    }
    let error = await #expect(throws: WebhookError.self) {
      try await WebhookPost(environment: [:]).post(Self.body, to: server.url + "/secret")
    }
    #expect(error == .refused(host: "127.0.0.1", status: status))
    #expect(error?.explanation.message.contains("secret") == false && server.requests.count == 1)
  }

  @Test("A certificate nobody signed is refused; one whose authority the environment names is taken")
  func certificates() async throws {
    let server = try await LoopbackServer(tls: try TestCertificates.server()) { _ in .json("{}") }
    await #expect(throws: TransportError.self) {
      try await WebhookPost(environment: [:]).post(Self.body, to: server.url + "/")
    }
    #expect(server.requests.isEmpty)
    let path = try TestCertificates.authorityFile()
    try await WebhookPost(environment: ["SSL_CERT_FILE": path]).post(Self.body, to: server.url + "/")
    #expect(server.requests.count == 1)
  }

  @Test("Silence ends at the limit, and http to another machine is refused before anything is sent")
  func limits() async throws {
    let server = try await LoopbackServer { _ in .silence }
    let post = WebhookPost(environment: [:], limits: .init(answer: .milliseconds(100)))
    await #expect(throws: TransportError.answerTimeout(host: "127.0.0.1")) {
      try await post.post(Self.body, to: server.url)
    }
    await #expect(throws: EndpointError.plain("http://elsewhere.example")) {
      try await post.post(Self.body, to: "http://elsewhere.example/secret")
    }
    await #expect(throws: WebhookError.noAddress) { try await post.post(Self.body, to: "no address") }
  }

  @Test("The proxy of the environment is asked for other hosts")
  func proxy() async throws {
    let proxy = try await LoopbackServer { _ in .answer(.init(status: 403)) }
    await #expect(throws: TransportError.self) {
      try await WebhookPost(environment: ["https_proxy": "http://127.0.0.1:\(proxy.port)"])
        .post(Self.body, to: "https://hooks.example/secret")
    }
    #expect(proxy.requests.map(\.method) == ["CONNECT"])
  }
}
