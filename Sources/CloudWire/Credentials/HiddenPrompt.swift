internal import Foundation

/// Asks on the terminal, without echo where it is secret; neither arguments nor history ever see the answer.
public enum HiddenPrompt {
  /// Asks for one line.
  ///
  /// - Parameter secret: whether what is typed stays invisible.
  public static func ask(_ question: String, secret: Bool) throws(CredentialError) -> String {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { throw .noTerminal }
    defer { close(terminal) }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { throw .noTerminal }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ECHO)
    quiet.c_lflag |= tcflag_t(ECHONL)
    if secret { tcsetattr(terminal, TCSAFLUSH, &quiet) }
    defer { if secret { tcsetattr(terminal, TCSAFLUSH, &before) } }
    let words = Array("\(question): ".utf8)
    _ = words.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 65_536 {
      let count = read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0 || byte == UInt8(ascii: "\n") { break }
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
  }
}
