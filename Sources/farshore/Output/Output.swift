import Canvas
import Foundation
import Synchronization

/// Where a command writes: results to standard output, everything else to standard error.
struct Output: Sendable {
  /// Whether results are JSON.
  let json: Bool
  /// Whether progress and remarks are left out.
  let quiet: Bool
  /// The names behind ids.
  let names = NameBook()

  /// Writes one JSON document.
  func document(_ value: some Encodable) throws {
    try write(JSONText.line(of: value), to: STDOUT_FILENO)
  }

  /// Writes one line of a result, made harmless.
  func line(_ text: String) throws {
    try write(Self.harmless(text) + "\n", to: STDOUT_FILENO)
  }

  /// Writes lines that the program itself worded, keeping their breaks; each is made harmless.
  func text(_ text: String) throws {
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) { try line(String(part)) }
  }

  /// Writes a table: aligned columns under headings.
  func table(_ table: Table) throws {
    try write(table.rendered(Self.harmless).map { $0 + "\n" }.joined(), to: STDOUT_FILENO)
  }

  /// Writes a remark for the operator, unless there is to be none.
  func remark(_ text: String) {
    if !quiet { diagnose(text) }
  }

  /// Writes a diagnostic.
  func diagnose(_ text: String) {
    // Standard error has nowhere to complain about itself.
    try? write(Self.harmless(text) + "\n", to: STDERR_FILENO)
  }

  /// Shows progress in place on a terminal; nothing anywhere else.
  func progress(_ text: String) {
    guard !quiet, Self.errorIsTerminal else { return }
    try? write("\r\u{1B}[K" + Self.harmless(text), to: STDERR_FILENO)
  }

  /// Takes the progress line away.
  func endProgress() {
    guard !quiet, Self.errorIsTerminal else { return }
    try? write("\r\u{1B}[K", to: STDERR_FILENO)
  }

  /// The text as a terminal may have it: nothing it obeys, and ASCII alone where the locale knows no more.
  static func harmless(_ text: String) -> String {
    OutputCharset.glyphs == .unicode ? Display.sanitised(text) : Display.plain(text)
  }

  /// Writes raw text that is harmless already.
  func write(_ text: String, to descriptor: Int32) throws {
    if descriptor == STDOUT_FILENO, Self.readerLeft { return }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE, descriptor == STDOUT_FILENO {
        Self.left.store(true, ordering: .relaxed)
        return
      } else if errno != EINTR {
        throw CommandError.unwritable(errno)
      }
    }
  }

  /// Whether the reader of standard output has gone; what remains need not be made.
  static var readerLeft: Bool { left.load(ordering: .relaxed) }

  private static let left = Atomic<Bool>(false)
  private static let errorIsTerminal = isatty(STDERR_FILENO) == 1
}
