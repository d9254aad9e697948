internal import CTerminal
import Canvas

/// The terminfo entry the screen is drawn by.
struct TerminalType {
  /// The entry's name.
  let name: String
  /// What the operator should know about the choice; nil when TERM itself was found.
  let notice: String?
  /// What the terminal can do.
  let capabilities: Capabilities

  /// Chooses the entry for TERM, or one that stands in for it.
  ///
  /// Terminfo is read before curses starts, since curses would end the process over an unknown type.
  init(environment: [String: String], descriptor: Int32) throws(TerminalError) {
    guard let wanted = environment["TERM"], !wanted.isEmpty else { throw .typeMissing }
    guard wanted != "dumb" else { throw .typeUnusable(wanted) }
    let candidates = [wanted] + Self.standIns(for: wanted)
    guard let found = candidates.first(where: { ct_terminfo_load($0, descriptor) == 1 }) else {
      throw .typeUnknown(wanted)
    }
    guard ct_terminfo_string("cup") != nil else { throw .typeUnusable(wanted) }
    name = found
    capabilities = Capabilities(type: found)
    notice =
      found == wanted
      ? nil
      : "Terminal type '\(Display.sanitised(wanted))' is not in this machine's terminfo; the console draws for "
        + "\(found) instead."
  }

  /// Names of terminals that understand what xterm understands.
  private static let xtermKin = [
    "xterm", "alacritty", "foot", "ghostty", "kitty", "wezterm", "contour", "konsole", "gnome", "vte", "iterm", "rio",
    "mintty", "st", "rxvt", "putty", "tabby", "warp", "nsterm", "ms-terminal",
  ]

  static func standIns(for type: String) -> [String] {
    let plain = ["vt100", "ansi"]
    if type.hasPrefix("tmux") || type.hasPrefix("screen") { return ["screen-256color", "screen"] + plain }
    if isXtermKin(type) { return ["xterm-256color", "xterm"] + plain }
    return plain
  }

  static func isXtermKin(_ type: String) -> Bool {
    xtermKin.contains { type == $0 || type.hasPrefix($0 + "-") }
  }
}
