import Foundation

/// How a text reaches the operator's clipboard from here, over SSH too.
enum Clipboard: Equatable {
  /// The terminal takes it by an escape sequence (OSC 52).
  case terminal
  /// GNU screen hands the sequence on when it is wrapped.
  case screen
  /// tmux drops such sequences unless it is set otherwise; its own command always works.
  case tmux
  /// The terminal would print the sequence: a file has to do.
  case file

  /// The longest text terminals are known to take, in bytes before encoding.
  static let limit = 74_994

  /// What there is, by the environment and by whether the terminal knows xterm's sequences.
  init(environment: [String: String], speaksXterm: Bool) {
    if environment["TMUX"]?.isEmpty == false {
      self = .tmux
    } else if !speaksXterm {
      self = .file
    } else if environment["STY"]?.isEmpty == false {
      self = .screen
    } else {
      self = .terminal
    }
  }

  /// The bytes that offer a text to the terminal; nil where it is not offered this way, or is too long.
  func sequence(for text: String) -> [UInt8]? {
    guard text.utf8.count <= Self.limit else { return nil }
    let sequence = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}"
    switch self {
    case .terminal: return Array(sequence.utf8)
    case .screen:
      // screen forgets strings longer than a few hundred bytes, so the sequence goes through in pieces.
      let bytes = Array(sequence.utf8)
      return stride(from: 0, to: bytes.count, by: 240).flatMap { start in
        Array("\u{1B}P".utf8) + bytes[start..<min(start + 240, bytes.count)] + Array("\u{1B}\\".utf8)
      }
    case .tmux, .file: return nil
    }
  }

  /// What was copied, for a sentence: the id, or how many there were.
  static func words(for text: String) -> String {
    let lines = text.split(separator: "\n").count
    return lines == 1 ? text : "\(lines) ids"
  }
}
