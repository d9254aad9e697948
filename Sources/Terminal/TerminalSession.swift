internal import CTerminal
public import Canvas

/// The one owner of the terminal; made and run on one thread, the main one.
///
/// It reads keys, draws frames, answers signals, and leaves the terminal as it was found on every way out. While it runs,
/// that thread waits in `poll`: nothing that needs the main actor gets a turn.
public final class TerminalSession {
  /// The size of the terminal.
  public var size: Size { screen.size }
  /// The glyphs the terminal can show.
  public var glyphs: GlyphSet { charset.glyphs }
  /// The colours the terminal has and the operator wants.
  public var depth: ColourDepth { screen.depth }
  /// Whether the terminal knows xterm's sequences: titles, the mouse, its clipboard.
  public let speaksXterm: Bool
  /// What the operator should be told about the terminal's type; nil when there is nothing to say.
  public let notice: String?
  /// Wakes the session from any thread.
  public let waker: Waker

  let settings: TerminalSettings
  let charset: Charset
  let line: Line
  let screen: Screen
  let signals: SignalPipe
  var modes: Modes
  var diagnostics: Diagnostics
  var decoder: KeyDecoder

  /// The frame to be shown once the terminal takes it.
  var next: Frame?
  /// The frame shown last, for painting anew.
  var shown: Frame?
  /// Bytes to follow the next frame.
  var rawOutput: [UInt8] = []
  /// Whether the waker asked for a step that has not been made yet.
  var wakeWanted = false
  /// When the waker's steps so far would have been made one every 33 ms; ahead of now after several in a row.
  var wakeDebt: ContinuousClock.Instant?
  /// When the last bytes came in.
  var lastInput = ContinuousClock.now

  /// Learns what the terminal is and can do; nothing is written to it and no mode changed before `run`.
  public init(_ settings: TerminalSettings) throws(TerminalError) {
    self.settings = settings
    ct_keep_freed_memory()
    let line = try Line(input: settings.input, output: settings.output)
    let charset = Charset(environment: settings.environment, forceASCII: settings.forceASCII)
    let type = try TerminalType(environment: settings.environment, descriptor: settings.output)
    let waker = try Waker()
    let signals = try SignalPipe(installs: settings.handlesSignals)
    let reported = line.reportedSize
    let size = reported ?? Self.statedSize(settings.environment)
    screen = try Screen(type: type, charset: charset, size: size, colour: !settings.refusesColour)
    self.line = line
    self.charset = charset
    self.waker = waker
    self.signals = signals
    notice = type.notice
    speaksXterm = type.capabilities.speaksXterm
    modes = Modes(capabilities: type.capabilities, charset: charset)
    diagnostics = Diagnostics(path: settings.diagnosticsPath)
    decoder = KeyDecoder(
      sequences: type.capabilities.keys, scalarOfByte: charset.readsSingleBytes ? { Charset.scalar(of: $0) } : nil)
  }

  /// The size COLUMNS and LINES state, for a line that reports none.
  private static func statedSize(_ environment: [String: String]) -> Size? {
    guard let columns = environment["COLUMNS"].flatMap({ Int($0) }),
      let rows = environment["LINES"].flatMap({ Int($0) }),
      (1...2000).contains(columns), (1...1000).contains(rows)
    else { return nil }
    return Size(columns: columns, rows: rows)
  }

  /// Takes the terminal: raw modes, the crash guard, and a first frame that paints everything.
  func enter() {
    line.makeRaw()
    diagnostics.turnAway()
    withUnsafePointer(to: line.found) { found in
      let reset = modes.crashReset
      ct_guard_arm(line.guarded, found, reset, reset.count, diagnostics.former)
    }
    screen.invalidate()
    modes.forget()
    next = next ?? shown
  }

  /// Gives the terminal back as it was found.
  func leave() {
    line.outlet.append(modes.leave() + screen.leave())
    line.outlet.drain()
    line.restore()
    ct_guard_disarm()
    diagnostics.turnBack()
  }

  /// Takes the terminal again after something else used it, whatever it shows now.
  func reenter() {
    _ = screen.leave()
    enter()
  }

  /// Shows the next frame if the terminal can take it whole, else leaves it for later; false when the terminal is gone.
  func paint() -> Bool {
    while true {
      switch line.outlet.flush() {
      case .lost: return false
      case .blocked: return true
      case .clear: break
      }
      guard next != nil || !rawOutput.isEmpty else { return true }
      if let frame = next {
        line.outlet.append(screen.draw(frame) + modes.bytes(for: frame))
        shown = frame
        next = nil
      }
      line.outlet.append(rawOutput)
      rawOutput = []
    }
  }
}
