import Canvas

/// Turns the bytes of a terminal into keys, pastes and mouse reports; it knows no clock and reads nothing itself.
struct KeyDecoder {
  /// What an unfinished sequence waits for, and so how long one should wait.
  enum Patience: Equatable {
    /// A lone escape: the Esc key or the start of another.
    case escape
    /// The rest of a sequence or character.
    case sequence
    /// The end of a paste.
    case paste
  }

  /// The most of a paste that is handed on at once; a longer one comes in several events and nothing is lost.
  static let pasteLimit = 1 << 20

  private let sequences: [[UInt8]: Key]
  private let longest: Int
  private let scalarOfByte: ((UInt8) -> Unicode.Scalar?)?
  private var buffer: [UInt8] = []
  private var paste: [UInt8]?

  /// Makes a decoder; `sequences` come from terminfo, `scalarOfByte` replaces UTF-8 where the locale is another.
  init(sequences: [[UInt8]: Key] = [:], scalarOfByte: ((UInt8) -> Unicode.Scalar?)? = nil) {
    self.sequences = sequences
    self.longest = sequences.keys.reduce(0) { max($0, $1.count) }
    self.scalarOfByte = scalarOfByte
  }

  /// What is waited for; nil when everything fed has been decoded.
  var patience: Patience? {
    if paste != nil { return .paste }
    if buffer.isEmpty { return nil }
    return buffer == [0x1B] ? .escape : .sequence
  }

  /// Takes bytes and returns what they complete.
  mutating func feed(_ bytes: some Collection<UInt8>) -> [InputEvent] {
    var events: [InputEvent] = []
    buffer.append(contentsOf: bytes)
    var start = 0
    while start < buffer.count {
      if paste != nil {
        continuePaste(from: &start, into: &events)
        continue
      }
      guard let token = token(at: start) else { break }
      start += token.length
      if token.beginsPaste { paste = [] }
      events.append(contentsOf: token.events)
    }
    buffer.removeFirst(start)
    return events
  }

  /// Decodes what there is, because the rest did not come in time.
  mutating func giveUp() -> [InputEvent] {
    defer { buffer = [] }
    if let unfinished = paste {
      paste = nil
      return unfinished.isEmpty ? [] : [Self.pasteEvent(unfinished[...])]
    }
    if buffer == [0x1B] { return [.key(.escape)] }
    if buffer.count == 2, buffer[0] == 0x1B, buffer[1] < 0x80 {
      return [.key(.alt(Character(Unicode.Scalar(buffer[1]))))]
    }
    return []
  }

  private mutating func continuePaste(from start: inout Int, into events: inout [InputEvent]) {
    var text = paste ?? []
    let searched = max(0, text.count - (Self.pasteEnd.count - 1))
    text.append(contentsOf: buffer[start...])
    if let end = Self.firstEnd(in: text, from: searched) {
      events.append(Self.pasteEvent(text[..<end]))
      start = buffer.count - (text.count - end - Self.pasteEnd.count)
      paste = nil
      return
    }
    start = buffer.count
    if text.count > Self.pasteLimit {
      var cut = text.count - Self.pasteEnd.count
      while cut > 0, text[cut] & 0xC0 == 0x80 { cut -= 1 }
      events.append(Self.pasteEvent(text[..<cut]))
      text.removeFirst(cut)
    }
    paste = text
  }

  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private static func firstEnd(in text: [UInt8], from searched: Int) -> Int? {
    var position = searched
    while let escape = text[position...].firstIndex(of: 0x1B) {
      if text[escape...].starts(with: pasteEnd) { return escape }
      position = escape + 1
    }
    return nil
  }

  private static func pasteEvent(_ bytes: ArraySlice<UInt8>) -> InputEvent {
    .paste(String(decoding: bytes, as: UTF8.self))
  }
}

extension KeyDecoder {
  /// One decoded piece of input.
  private struct Token {
    var length: Int
    var events: [InputEvent] = []
    var beginsPaste = false

    init(_ length: Int, _ key: Key? = nil) {
      self.length = length
      if let key { events = [.key(key)] }
    }
  }

  private func token(at start: Int) -> Token? {
    let rest = buffer[start...]
    let first = buffer[start]
    if first == 0x1B { return escapeToken(rest) }
    if first < 0x20 || first == 0x7F { return Token(1, Self.control(first)) }
    return characterToken(rest) { .character($0) }
  }

  /// The key of a control byte; escape is not among them.
  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x0D, 0x0A: .enter
    case 0x09: .tab
    case 0x08, 0x7F: .backspace
    case 0x00: .control(" ")
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .control(Character(Unicode.Scalar(byte + 0x40)))
    }
  }

  private func characterToken(_ rest: ArraySlice<UInt8>, _ key: (Character) -> Key) -> Token? {
    guard let first = rest.first else { return nil }
    if first < 0x80 { return Token(1, key(Character(Unicode.Scalar(first)))) }
    if let scalarOfByte { return Token(1, scalarOfByte(first).map { key(Character($0)) }) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, first < 0xF5 else { return Token(1) }
    let tail = rest.dropFirst().prefix(length - 1)
    guard tail.allSatisfy({ $0 & 0xC0 == 0x80 }) else { return Token(1) }
    guard tail.count == length - 1 else { return nil }
    guard let text = String(validating: rest.prefix(length), as: UTF8.self), let character = text.first,
      text.unicodeScalars.first.map({ $0.properties.generalCategory != .control }) == true
    else { return Token(length) }
    return Token(length, key(character))
  }

  private func escapeToken(_ rest: ArraySlice<UInt8>) -> Token? {
    if let known = knownSequence(rest) { return known }
    guard let second = rest.dropFirst().first else { return nil }
    switch second {
    case 0x5B: return controlSequence(rest)
    case 0x4F: return singleShift(rest)
    case 0x7F, 0..<0x20: return Token(1, .escape)
    default:
      guard var token = characterToken(rest.dropFirst(), { .alt($0) }) else { return nil }
      token.length += 1
      return token
    }
  }

  private func knownSequence(_ rest: ArraySlice<UInt8>) -> Token? {
    guard longest > 1 else { return nil }
    for length in 2...longest where length <= rest.count {
      if let key = sequences[Array(rest.prefix(length))] { return Token(length, key) }
    }
    return nil
  }

  /// ESC O and a letter: cursor and function keys in application mode, and the keypad.
  private func singleShift(_ rest: ArraySlice<UInt8>) -> Token? {
    guard let third = rest.dropFirst(2).first else { return nil }
    if let key = KeySequences.key(letter: third) { return Token(3, key) }
    switch third {
    case 0x4D: return Token(3, .enter)
    case 0x6A...0x79: return Token(3, .character(Character(Unicode.Scalar(third - 0x40))))
    case 0x1B: return Token(2, .alt("O"))
    default: return Token(3)
    }
  }

  /// ESC [ parameters, intermediates, and a final byte.
  private func controlSequence(_ rest: ArraySlice<UInt8>) -> Token? {
    let body = rest.dropFirst(2)
    if body.first == 0x5B {
      // The Linux console's F1 to F5.
      guard let letter = body.dropFirst().first else { return nil }
      return Token(4, (0x41...0x45).contains(letter) ? .function(Int(letter) - 0x40) : nil)
    }
    guard let end = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      // No sequence is this long: it would swallow keys for ever.
      return body.count > 64 ? Token(rest.count) : nil
    }
    let length = end - rest.startIndex + 1
    // An escape or control byte starts something new.
    guard (0x40...0x7E).contains(buffer[end]) else { return Token(length - 1) }
    if body.startIndex == end, buffer[end] == 0x4D { return rest.count < 6 ? nil : Token(6) }
    var token = Token(length)
    switch KeySequences.meaning(parameters: buffer[body.startIndex..<end], final: buffer[end]) {
    case .event(let event): token.events = [event]
    case .pasteBegins: token.beginsPaste = true
    case .nothing: break
    }
    return token
  }
}
