internal import Foundation
internal import Synchronization

/// A proxy on loopback that answers `CONNECT` and leads every tunnel to one port, whatever host was asked for.
public final class TunnelProxy: Sendable {
  /// The port it listens on.
  public let port: Int
  private let listener: Int32
  private let asked = Mutex<[String]>([])
  private let authorization: String?

  /// Starts a proxy.
  ///
  /// - Parameters:
  ///   - target: the port on loopback where tunnels end.
  ///   - credentials: `user:password` that it wants; nil wants none.
  public init(to target: Int, credentials: String? = nil) throws {
    authorization = credentials.map { "Basic \(Data($0.utf8).base64EncodedString())" }
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var place = Self.loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, address, &size) == 0
      }
    }
    guard listener >= 0, isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: place.sin_port))
    Thread.detachNewThread { [self] in
      while case let client = accept(listener, nil, nil), client >= 0 {
        Thread.detachNewThread { [self] in serve(client, target) }
      }
    }
  }

  /// The hosts that were asked for, with their ports.
  public var hosts: [String] { asked.withLock { $0 } }

  /// Takes no more connections.
  public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve(_ client: Int32, _ target: Int) {
    defer { close(client) }
    var head = ""
    while !head.hasSuffix("\r\n\r\n"), head.utf8.count < 8_192 {
      var byte: UInt8 = 0
      guard read(client, &byte, 1) == 1 else { return }
      head.unicodeScalars.append(Unicode.Scalar(byte))
    }
    let lines = head.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count == 3, words[0] == "CONNECT" else { return say("HTTP/1.1 405 Method Not Allowed\r\n\r\n", client) }
    if let authorization,
      !lines.contains(where: { $0.lowercased() == "proxy-authorization: \(authorization)".lowercased() })
    {
      return say("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", client)
    }
    asked.withLock { $0.append(String(words[1])) }
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(server) }
    var place = Self.loopback(UInt16(target))
    let isThere = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isThere else { return say("HTTP/1.1 502 Bad Gateway\r\n\r\n", client) }
    say("HTTP/1.1 200 Connection Established\r\n\r\n", client)
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      Self.carry(from: server, to: client)
      ended.signal()
    }
    Self.carry(from: client, to: server)
    ended.wait()
  }

  /// Carries bytes until one side ends, and tells the other.
  private static func carry(from source: Int32, to target: Int32) {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(source, &bytes, bytes.count), count > 0 {
      guard send(target, bytes, count, Int32(MSG_NOSIGNAL)) == count else { break }
    }
    shutdown(target, Int32(SHUT_WR))
  }

  private func say(_ words: String, _ client: Int32) {
    _ = send(client, words, words.utf8.count, Int32(MSG_NOSIGNAL))
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return place
  }
}
