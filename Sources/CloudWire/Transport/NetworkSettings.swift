internal import Foundation

/// Proxy and certificate authorities, from the variables that other programs read.
public struct NetworkSettings: Hashable, Sendable {
  /// A variable that cannot be used.
  public enum Fault: Error, Hashable, Sendable {
    /// A proxy variable that names no proxy; its value may hold a password and is not repeated.
    case proxy(variable: String)
    /// Certificates that cannot be read.
    case authority(variable: String, path: String, reason: String)
  }

  /// A proxy.
  public struct Proxy: Hashable, Sendable {
    /// What is spoken with it.
    public enum Kind: String, Sendable {
      /// `CONNECT` over plain HTTP.
      case http
      /// SOCKS version 5.
      case socks5
    }

    /// What is spoken with it.
    public var kind: Kind
    /// Its host.
    public var host: String
    /// Its port.
    public var port: Int
    /// The name it wants.
    public var user: String?
    /// The password it wants.
    public var password: Secret?

    /// Host and port, for messages.
    public var place: String { "\(host):\(port)" }
  }

  /// The proxy of https requests; nil sends them straight.
  public var proxy: Proxy?
  /// Hosts that are reached without it: names, `.suffixes`, or `*` for all.
  public var direct: [String]
  /// Certificates in PEM files that are trusted besides the system's: variable and path.
  public var authorities: [String: String]

  /// Neither proxy nor further authorities.
  public init() {
    proxy = nil
    direct = []
    authorities = [:]
  }

  /// Reads `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` (either case) and `SSL_CERT_FILE`, `REQUESTS_CA_BUNDLE`,
  /// `CURL_CA_BUNDLE`.
  public init(environment: [String: String]) throws(Fault) {
    self.init()
    for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      guard let value = environment[name], !value.isEmpty else { continue }
      guard let proxy = Self.proxy(value) else { throw .proxy(variable: name) }
      self.proxy = proxy
      break
    }
    direct = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "")
      .split(whereSeparator: { $0 == "," || $0 == " " }).map { $0.lowercased() }
    for name in ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"] {
      guard let value = environment[name], !value.isEmpty else { continue }
      authorities[name] = value
    }
  }

  /// The proxy for an endpoint; loopback is always reached straight.
  public func proxy(for endpoint: Endpoint) -> Proxy? {
    guard let proxy, !endpoint.isLoopback else { return nil }
    let skips = direct.contains { entry in
      if entry == "*" { return true }
      let name = entry.hasPrefix(".") ? String(entry.dropFirst()) : entry
      return endpoint.host == name || endpoint.host.hasSuffix("." + name) || endpoint.authority == entry
    }
    return skips ? nil : proxy
  }

  private static func proxy(_ text: String) -> Proxy? {
    let whole = text.contains("://") ? text : "http://\(text)"
    guard let parts = URLComponents(string: whole), let host = parts.host, !host.isEmpty else { return nil }
    let kind: Proxy.Kind
    switch parts.scheme?.lowercased() {
    case "http": kind = .http
    // The library below speaks SOCKS without a password only; ignoring one would show as a refusal elsewhere.
    case "socks5", "socks5h": if parts.user != nil { return nil } else { kind = .socks5 }
    default: return nil
    }
    return Proxy(
      kind: kind, host: host.trimmingCharacters(in: ["[", "]"]), port: parts.port ?? (kind == .http ? 80 : 1_080),
      user: parts.user, password: parts.password.map { Secret($0) })
  }
}
