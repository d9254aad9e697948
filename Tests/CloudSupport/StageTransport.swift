public import CloudWire

/// A transport without a network: a closure answers.
public struct StageTransport: Transport {
  private let answer: @Sendable (WireRequest) -> Reply

  /// Makes a transport.
  public init(_ answer: @escaping @Sendable (WireRequest) -> Reply) { self.answer = answer }

  /// Asks the closure; a lost answer is an error like on a real connection.
  public func send(_ request: WireRequest, to endpoint: Endpoint) async throws(TransportError) -> WireResponse {
    switch answer(request) {
    case .answer(let response): return response
    case .hangUp: throw .lost(host: endpoint.host)
    case .silence: throw .answerTimeout(host: endpoint.host)
    }
  }
}
