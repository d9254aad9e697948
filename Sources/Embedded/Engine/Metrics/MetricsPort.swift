import CStorage
import Foundation
import Synchronization

/// Answers `GET /metrics` on a port of this machine only; one question at a time, each within seconds.
public final class MetricsPort: Sendable {
  /// The port it listens on.
  public let port: UInt16
  private let socket: Int32
  private let isOpen = Mutex(true)

  /// Begins to listen; 0 lets the kernel choose a port.
  ///
  /// - Parameter text: The figures; called on a thread of its own.
  /// - Throws: An explained error where the port is taken.
  public init(port: UInt16, text: @escaping @Sendable () throws -> String) throws {
    let (socket, bound) = try Self.listen(port)
    self.socket = socket
    self.port = bound
    Thread { [self] in serve(text) }.start()
  }

  /// Stops listening.
  public func close() {
    let wasOpen = isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
    // Ends the wait for the next question; the thread closes the socket.
    if wasOpen { _ = shutdown(socket, Int32(SHUT_RDWR)) }
  }

  private static func listen(_ port: UInt16) throws(EngineError) -> (Int32, UInt16) {
    func failure(_ operation: String) -> EngineError {
      .io(operation: operation, path: "port \(port) of 127.0.0.1", errno: errnoNow())
    }
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw failure("open") }
    var yes: Int32 = 1
    // Without it a port that was just left cannot be taken for a minute; nothing else depends on it.
    _ = setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(socket, generic, length) == 0 && Foundation.listen(socket, 8) == 0
          && getsockname(socket, generic, &length) == 0
      }
    }
    guard isBound else {
      let error = failure("listen on")
      _ = Foundation.close(socket)
      throw error
    }
    return (socket, UInt16(bigEndian: address.sin_port))
  }

  private func serve(_ text: () throws -> String) {
    while isOpen.withLock({ $0 }) {
      let client = accept(socket, nil, nil)
      guard client >= 0 else {
        if errnoNow() == EINTR || errnoNow() == ECONNABORTED { continue }
        break
      }
      answer(client, text)
      _ = Foundation.close(client)
    }
    _ = Foundation.close(socket)
  }

  private func answer(_ client: Int32, _ text: () throws -> String) {
    var patience = timeval(tv_sec: 2, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      guard setsockopt(client, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size)) == 0 else {
        return
      }
    }
    var request = [UInt8](repeating: 0, count: 4096)
    var count = 0
    while count < request.count, !Self.isComplete(request[..<count]) {
      let got = request.withUnsafeMutableBytes {
        recv(client, $0.baseAddress?.advanced(by: count), $0.count - count, 0)
      }
      guard got > 0 else { return }
      count += got
    }
    let words = String(decoding: request[..<count], as: UTF8.self).split(separator: " ", maxSplits: 2)
    guard words.count > 1, words[0] == "GET", words[1] == "/metrics" else {
      return Self.send(client, status: "404 Not Found", "GET /metrics\n")
    }
    do {
      Self.send(client, status: "200 OK", try text())
    } catch {
      Self.send(client, status: "500 Internal Server Error", Words.line(error) + "\n")
    }
  }

  private static func isComplete(_ request: ArraySlice<UInt8>) -> Bool {
    request.suffix(4).elementsEqual([13, 10, 13, 10]) || request.suffix(2).elementsEqual([10, 10])
  }

  private static func send(_ client: Int32, status: String, _ body: String) {
    let head = """
      HTTP/1.1 \(status)\r
      Content-Type: text/plain; version=0.0.4; charset=utf-8\r
      Content-Length: \(body.utf8.count)\r
      Connection: close\r
      \r

      """
    var rest = Array((head + body).utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Foundation.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // Whoever asked has gone, or takes nothing any more.
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }
}
