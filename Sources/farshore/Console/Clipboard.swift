import Foundation

/// The terminal's own clipboard, reached through the screen (OSC 52), so that it works over SSH.
enum Clipboard {
  /// The longest text terminals are known to take, in bytes before encoding.
  static let limit = 74_994

  /// The escape sequence that offers a text to the terminal's clipboard; cut to what terminals take.
  static func sequence(for text: String) -> [UInt8] {
    let encoded = Data(text.utf8.prefix(limit)).base64EncodedString()
    return Array("\u{1B}]52;c;\(encoded)\u{7}".utf8)
  }
}
