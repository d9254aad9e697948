internal import Foundation
internal import Replication

/// Where a service listens: scheme, host and port.
///
/// Plain http is taken on loopback only, so that a typing error can never send a request in the clear.
public struct Endpoint: Hashable, Sendable {
  /// The scheme; the port that goes without saying follows from it.
  public enum Scheme: String, Sendable {
    /// TLS, always verified.
    case https
    /// In the clear, on loopback only.
    case http

    var port: Int { self == .https ? 443 : 80 }
  }

  /// The scheme.
  public let scheme: Scheme
  /// The host's name or address, without brackets.
  public let host: String
  /// The port.
  public let port: Int

  /// An https host of a vendor.
  public init(host: String) {
    scheme = .https
    self.host = host
    port = Scheme.https.port
  }

  /// Reads `https://host`, `https://host:port`, `http://127.0.0.1:port` or a bare host.
  ///
  /// - Throws: `EndpointError`, which names what is wrong.
  public init(_ text: String) throws(EndpointError) {
    var rest = Substring(text)
    if let mark = text.range(of: "://") {
      guard let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased()) else {
        throw .scheme(text)
      }
      self.scheme = scheme
      rest = text[mark.upperBound...]
    } else {
      scheme = .https
    }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    let (host, port) = try Self.split(rest, of: text)
    self.host = host
    self.port = port ?? scheme.port
    guard scheme == .https || LoopbackHost.contains(host) else { throw .plain(text) }
  }

  /// The host as the `Host` header carries it: with the port where that is not the scheme's own.
  public var authority: String { port == scheme.port ? bracketed : "\(bracketed):\(port)" }

  /// The whole address.
  public var url: String { "\(scheme.rawValue)://\(authority)" }

  /// Whether requests stay on this machine; they never go through a proxy.
  public var isLoopback: Bool { LoopbackHost.contains(host) }

  private var bracketed: String { host.contains(":") ? "[\(host)]" : host }

  private static func split(_ text: Substring, of whole: String) throws(EndpointError) -> (String, Int?) {
    var host = text
    var port: Int?
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<end]
      let tail = text[text.index(after: end)...]
      if !tail.isEmpty { port = try number(tail, of: whole) }
    } else if let colon = text.lastIndex(of: ":") {
      host = text[..<colon]
      port = try number(text[colon...], of: whole)
    }
    let allowed = host.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
    guard !host.isEmpty, allowed, host.utf8.count <= 253 else { throw .host(whole) }
    return (host.lowercased(), port)
  }

  private static func number(_ text: Substring, of whole: String) throws(EndpointError) -> Int {
    guard text.hasPrefix(":"), let port = Int(text.dropFirst()), (1...65_535).contains(port) else {
      throw .port(whole)
    }
    return port
  }
}
