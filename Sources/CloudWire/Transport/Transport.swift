/// Carries one request and brings its answer; knows nothing of signing, retries or vendors.
public protocol Transport: Sendable {
  /// Sends a request once.
  ///
  /// - Throws: `TransportError`, which says whether the request may have arrived.
  func send(_ request: WireRequest, to endpoint: Endpoint) async throws(TransportError) -> WireResponse
}
