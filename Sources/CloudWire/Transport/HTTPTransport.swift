internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// HTTP/1.1 over verified TLS (on loopback also in the clear): no redirects, bounded times, bounded answers.
public final class HTTPTransport: Transport {
  /// How long to wait and how much to take.
  public struct Limits: Hashable, Sendable {
    /// For a connection, name look-up and TLS included.
    public var connect: Duration
    /// For a whole answer.
    public var answer: Duration
    /// The bytes of a body; a page of a thousand backups with all their records has about three million.
    public var bytes: Int

    /// Makes limits.
    public init(connect: Duration = .seconds(10), answer: Duration = .seconds(60), bytes: Int = 32 << 20) {
      self.connect = connect
      self.answer = answer
      self.bytes = bytes
    }
  }

  private let settings: NetworkSettings
  private let limits: Limits
  private let straight: HTTPClient
  private let tunnelled: HTTPClient?

  /// Makes a transport; certificates are read once, here.
  public init(settings: NetworkSettings = NetworkSettings(), limits: Limits = Limits()) throws(NetworkSettings.Fault) {
    self.settings = settings
    self.limits = limits
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: try Self.tls(settings), redirectConfiguration: .disallow,
      timeout: .init(connect: Self.amount(limits.connect), read: Self.amount(limits.answer)))
    configuration.httpVersion = .http1Only
    // A connection that idles long is closed by gateways just when the next request is on its way.
    configuration.connectionPool.idleTimeout = .seconds(15)
    // Retries are the courier's, who knows what is safe.
    configuration.connectionPool.retryConnectionEstablishment = false
    straight = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    tunnelled = settings.proxy.map { proxy in
      configuration.proxy = Self.proxy(proxy)
      return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }
  }

  deinit {
    // Nobody is left who could be told that closing idle connections failed.
    straight.shutdown { _ in }
    tunnelled?.shutdown { _ in }
  }

  /// Sends a request once.
  public func send(_ request: WireRequest, to endpoint: Endpoint) async throws(TransportError) -> WireResponse {
    let proxy = settings.proxy(for: endpoint)
    let client = proxy == nil ? straight : tunnelled ?? straight
    var outgoing = HTTPClientRequest(url: endpoint.url + request.target)
    outgoing.method = HTTPMethod(rawValue: request.method)
    outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    if request.header("User-Agent") == nil { outgoing.headers.add(name: "User-Agent", value: "farshore") }
    if !request.body.isEmpty { outgoing.body = .bytes(request.body) }
    do {
      let answer = try await client.execute(outgoing, timeout: Self.amount(limits.answer))
      let body = try await answer.body.collect(upTo: limits.bytes)
      return WireResponse(
        status: Int(answer.status.code), headers: answer.headers.map { .init($0.name, $0.value) },
        body: Array(body.readableBytesView))
    } catch {
      throw TransportErrorReader(host: endpoint.host, proxy: proxy?.place, limit: limits.bytes).read(error)
    }
  }

  private static func amount(_ duration: Duration) -> TimeAmount { TimeAmount(duration) }

  private static func tls(_ settings: NetworkSettings) throws(NetworkSettings.Fault) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.certificateVerification = .fullVerification
    tls.minimumTLSVersion = .tlsv12
    for (variable, path) in settings.authorities.sorted(by: { $0.key < $1.key }) {
      do {
        tls.additionalTrustRoots.append(.certificates(try NIOSSLCertificate.fromPEMFile(path)))
      } catch {
        throw .authority(variable: variable, path: path, reason: "no certificates in PEM form there")
      }
    }
    return tls
  }

  private static func proxy(_ proxy: NetworkSettings.Proxy) -> HTTPClient.Configuration.Proxy {
    switch proxy.kind {
    case .socks5: .socksServer(host: proxy.host, port: proxy.port)
    case .http:
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.user.map { .basic(username: $0, password: proxy.password?.revealed ?? "") })
    }
  }
}
