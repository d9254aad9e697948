public import Replication

extension TransportError: ExplainedError {
  /// What happened, to which host, and what to do next.
  public var explanation: Explanation {
    switch self {
    case .unresolved(let host):
      words("host-unknown", "\(host) has no address.", "Check the region, the endpoint and this machine's DNS.")
    case .refused(let host):
      words("host-unreachable", "\(host) cannot be reached.", "Check the network, the proxy and the endpoint.")
    case .connectTimeout(let host):
      words("host-unreachable", "\(host) did not take the connection in time.", "Check the network and the proxy.")
    case .answerTimeout(let host):
      words("no-answer", "\(host) did not answer in time.", "Look first whether it was done all the same.")
    case .lost(let host):
      words("answer-lost", "The connection to \(host) ended before its answer.", "Look first whether it was done.")
    case .untrusted(let host, let reason):
      words(
        "untrusted", "The certificate of \(host) could not be verified: \(reason)",
        "If a private authority signs it, name its file in SSL_CERT_FILE.")
    case .proxy(let proxy, let reason):
      words("proxy", "The proxy \(proxy) did not help: \(reason)", "Check HTTPS_PROXY and NO_PROXY.")
    case .tooLarge(let host, let limit):
      words("answer-too-large", "\(host) answered with more than \(limit >> 20) MiB.", "", .failed)
    case .malformed(let host, let reason):
      words("answer-malformed", "\(host) did not answer in HTTP: \(reason)", "Check the endpoint.", .failed)
    case .cancelled: words("cancelled", "The request was given up.", "", .failed)
    case .withheld: words("dry-run", "This is a dry run; nothing was changed.", "", .failed)
    }
  }

  private func words(
    _ code: String, _ message: String, _ next: String, _ kind: Explanation.Kind = .unreachable
  ) -> Explanation {
    Explanation(code: code, message: message, next: next, kind: kind)
  }
}

extension EndpointError: ExplainedError {
  /// What is wrong with an address.
  public var explanation: Explanation {
    switch self {
    case .scheme(let text): words("\(text) begins with a scheme other than https.")
    case .host(let text): words("\(text) names no host.")
    case .port(let text): words("\(text) has a port that is not between 1 and 65535.")
    case .plain(let text): words("\(text) would send requests in the clear to another machine.")
    }
  }

  private func words(_ message: String) -> Explanation {
    Explanation(
      code: "endpoint", message: message, next: "Give https://HOST or https://HOST:PORT; http is for loopback only.",
      kind: .usage)
  }
}

extension NetworkSettings.Fault: ExplainedError {
  /// What is wrong with the environment.
  public var explanation: Explanation {
    switch self {
    case .proxy(let variable):
      Explanation(
        code: "proxy", message: "\(variable) is not the address of a proxy.",
        next: "Give http://HOST:PORT or socks5://HOST:PORT.", kind: .usage)
    case .authority(let variable, let path, let reason):
      Explanation(
        code: "untrusted", message: "The certificates in \(path) (\(variable)) cannot be read: \(reason)",
        next: "Name a file in PEM form.", kind: .usage)
    }
  }
}
