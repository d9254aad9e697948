internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Turns what the libraries below throw into our few cases; what may have arrived is never taken for what did not.
struct TransportErrorReader {
  let host: String
  let proxy: String?
  let limit: Int

  /// Reads an error.
  func read(_ error: any Error) -> TransportError {
    switch error {
    case let error as HTTPClientError: client(error)
    case let error as NIOConnectionError: connection(error)
    case let error as NIOSSLError: tls(error)
    case is NIOSSLExtraError: .untrusted(host: host, reason: "it is not made out for this host.")
    case is NIOTooManyBytesError: .tooLarge(host: host, limit: limit)
    case is HTTPParserError: .malformed(host: host, reason: "its head cannot be read.")
    case is CancellationError: .cancelled
    case let error as IOError where [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH].contains(error.errnoCode): unreachable
    default: .lost(host: host)
    }
  }

  private var unreachable: TransportError {
    proxy.map { .proxy($0, reason: "it cannot be reached.") } ?? .refused(host: host)
  }

  private func client(_ error: HTTPClientError) -> TransportError {
    switch error {
    case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
      proxy.map { .proxy($0, reason: "no connection through it in time.") } ?? .connectTimeout(host: host)
    case .readTimeout, .writeTimeout, .deadlineExceeded: .answerTimeout(host: host)
    case .cancelled, .requestStreamCancelled: .cancelled
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      .proxy(proxy ?? host, reason: "it did not answer in time.")
    case .proxyAuthenticationRequired: .proxy(proxy ?? host, reason: "it wants a name and password.")
    case .invalidProxyResponse: .proxy(proxy ?? host, reason: "it refused the connection.")
    case .remoteConnectionClosed, .uncleanShutdown: .lost(host: host)
    default: .malformed(host: host, reason: error.shortDescription)
    }
  }

  private func connection(_ error: NIOConnectionError) -> TransportError {
    if let proxy { return .proxy(proxy, reason: "it cannot be reached.") }
    if error.connectionErrors.isEmpty, error.dnsAError != nil || error.dnsAAAAError != nil {
      return .unresolved(host: host)
    }
    let timedOut = error.connectionErrors.contains { single in
      if case .connectTimeout = single.error as? ChannelError { true } else { false }
    }
    return timedOut ? .connectTimeout(host: host) : .refused(host: host)
  }

  private func tls(_ error: NIOSSLError) -> TransportError {
    switch error {
    case .handshakeFailed(let cause):
      "\(cause)".contains("CERTIFICATE_VERIFY_FAILED")
        ? .untrusted(host: host, reason: "no trusted authority signs it, or it has expired.")
        : .untrusted(host: host, reason: "the handshake failed.")
    case .unableToValidateCertificate, .noCertificateToValidate, .cannotFindPeerIP:
      .untrusted(host: host, reason: "it cannot be checked.")
    default: .lost(host: host)
    }
  }
}
