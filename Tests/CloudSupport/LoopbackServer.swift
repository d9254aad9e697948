public import CloudWire
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
public import NIOSSL
internal import Synchronization

/// A server of HTTP/1.1 on loopback that answers as a test says and remembers what it was asked.
public final class LoopbackServer: Sendable {
  private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPPart<HTTPResponseHead, ByteBuffer>>
  private typealias Listener = NIOAsyncChannel<Connection, Never>

  /// The port it listens on.
  public let port: Int
  private let secure: Bool
  private let log: RequestsSeen
  private let work: Task<Void, Never>

  /// Starts a server on a free port.
  ///
  /// - Parameters:
  ///   - tls: certificate and key; nil speaks in the clear.
  ///   - answer: called for every request, in the order of each connection.
  public init(tls: TLSConfiguration? = nil, answer: @escaping @Sendable (WireRequest) async -> Reply) async throws {
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    let listener: Listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
          try pipeline.configureHTTPServerPipeline()
          try pipeline.addHandler(BufferedResponses())
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
    let log = RequestsSeen()
    port = listener.channel.localAddress?.port ?? 0
    secure = context != nil
    self.log = log
    work = Task.detached(executorPreference: ServerThreads.shared) { await Self.serve(listener, log, answer) }
  }

  deinit { work.cancel() }

  /// Where it listens.
  public var url: String { "\(secure ? "https" : "http")://127.0.0.1:\(port)" }

  /// All requests so far, in the order of their arrival.
  public var requests: [WireRequest] { log.all }

  /// Closes it and all its connections.
  public func stop() { work.cancel() }

  private static func serve(
    _ listener: Listener, _ log: RequestsSeen, _ answer: @escaping @Sendable (WireRequest) async -> Reply
  ) async {
    await withDiscardingTaskGroup { group in
      // A server that is stopped while it accepts has nobody to tell.
      try? await listener.executeThenClose { connections in
        for try await connection in connections {
          group.addTask { await converse(connection, log, answer) }
        }
      }
      group.cancelAll()
    }
  }

  private static func converse(
    _ connection: Connection, _ log: RequestsSeen, _ answer: @Sendable (WireRequest) async -> Reply
  ) async {
    // A client that goes away ends its own conversation, which is all that is to be done.
    try? await connection.executeThenClose { parts, out in
      var head: HTTPRequestHead?
      var body: [UInt8] = []
      for try await part in parts {
        switch part {
        case .head(let next):
          head = next
          body = []
        case .body(let bytes): body += Array(bytes.readableBytesView)
        case .end:
          guard let asked = head else { return }
          let request = WireRequest(
            method: asked.method.rawValue, host: asked.headers.first(name: "Host") ?? "", target: asked.uri,
            headers: asked.headers.map { .init($0.name, $0.value) }, body: body)
          log.add(request)
          switch await answer(request) {
          case .hangUp: return
          case .silence: try await Task.sleep(for: .seconds(3_600))
          case .answer(let response): try await send(response, out)
          }
        }
      }
    }
  }

  private static func send(
    _ response: WireResponse, _ out: NIOAsyncChannelOutboundWriter<HTTPPart<HTTPResponseHead, ByteBuffer>>
  ) async throws {
    var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
    if response.status != 204 { headers.replaceOrAdd(name: "Content-Length", value: "\(response.body.count)") }
    let status = HTTPResponseStatus(statusCode: response.status)
    try await out.write(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers)))
    if !response.body.isEmpty { try await out.write(.body(ByteBuffer(bytes: response.body))) }
    try await out.write(.end(nil))
  }
}

/// The requests a server has seen.
private final class RequestsSeen: Sendable {
  private let kept = Mutex<[WireRequest]>([])

  var all: [WireRequest] { kept.withLock { $0 } }

  func add(_ request: WireRequest) { kept.withLock { $0.append(request) } }
}
