import Canvas

/// The modes of the terminal that are switched beside the cells: pastes, mouse, keys, title.
struct Modes {
  private let capabilities: Capabilities
  private let charset: Charset
  private var mouse = false
  private var title: String?
  private var entered = false
  private var bells: Int?

  init(capabilities: Capabilities, charset: Charset) {
    self.capabilities = capabilities
    self.charset = charset
  }

  /// The bytes that bring the modes to what a frame asks for.
  mutating func bytes(for frame: Frame) -> [UInt8] {
    var text = ""
    var result: [UInt8] = []
    if !entered {
      entered = true
      result += capabilities.keysOn
      if capabilities.speaksXterm { text += "\u{1B}[?2004h" }
    }
    if capabilities.speaksXterm {
      if frame.mouse != mouse {
        mouse = frame.mouse
        text += mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : Self.mouseOff
      }
      text += titleChange(to: frame.title)
    }
    // What rang before the first frame was meant for nobody.
    if frame.bells > bells ?? frame.bells { text += "\u{7}" }
    bells = frame.bells
    return result + Array(text.utf8)
  }

  /// The bytes that switch everything off again; the next frame switches on what it asks for.
  mutating func leave() -> [UInt8] {
    let hadTitle = title != nil
    forget()
    return reset + (hadTitle ? Array(Self.titleBack.utf8) : [])
  }

  /// Takes nothing for granted: the next frame switches on all it asks for.
  mutating func forget() {
    entered = false
    mouse = false
  }

  /// What gives the terminal back after a crash, whatever was on.
  var crashReset: [UInt8] {
    reset + capabilities.plainScreen + (capabilities.speaksXterm ? Array(Self.titleBack.utf8) : [])
  }

  private var reset: [UInt8] {
    (capabilities.speaksXterm ? Array(("\u{1B}[?2004l" + Self.mouseOff).utf8) : []) + capabilities.keysOff
  }

  private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
  /// Takes the title from the terminal's stack; one that has none ignores it.
  private static let titleBack = "\u{1B}[23;2t"

  private mutating func titleChange(to wanted: String?) -> String {
    guard let wanted, wanted != title else { return "" }
    let saving = title == nil ? "\u{1B}[22;2t" : ""
    title = wanted
    return saving + "\u{1B}]2;" + Display.sanitised(wanted, glyphs: charset.glyphs) + "\u{7}"
  }
}
