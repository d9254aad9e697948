import Foundation

/// One cell of the matrix of terminals (issue 4, point 6).
struct TerminalCase: Hashable, Sendable, CustomStringConvertible {
  /// How many colours there are, or may be used.
  enum Colours: String, CaseIterable, Sendable {
    case all256 = "256", sixteen = "16", eight = "8", none, refused = "NO_COLOR"

    /// The most colours of the entry; nil where it stays as it is.
    var limit: Int? {
      switch self {
      case .all256, .refused: nil
      case .sixteen: 16
      case .eight: 8
      case .none: 0
      }
    }
  }

  /// TERM; nil where it is not set.
  let type: String?
  let locale: String
  let colours: Colours
  let columns: Int
  let rows: Int

  static let types: [String?] = [
    "xterm-256color", "tmux-256color", "screen", "linux", "vt100", "no-such-terminal", "dumb", nil,
  ]
  static let locales = ["C.UTF-8", "C", "en_US.ISO-8859-1"]
  static let sizes = [(200, 60), (80, 24), (60, 16), (40, 10), (20, 5)]

  /// Every cell.
  static let all = types.flatMap { type in
    locales.flatMap { locale in
      Colours.allCases.flatMap { colours in
        sizes.map { TerminalCase(type: type, locale: locale, colours: colours, columns: $0.0, rows: $0.1) }
      }
    }
  }

  /// Few cells in which any two values meet.
  static let pairwise: [TerminalCase] = {
    var open = all.reduce(into: Set<String>()) { $0.formUnion($1.pairs) }
    var chosen: [TerminalCase] = []
    while !open.isEmpty {
      var best = (gain: 0, cell: all[0])
      for cell in all {
        let gain = cell.pairs.count { open.contains($0) }
        if gain > best.gain { best = (gain, cell) }
      }
      chosen.append(best.cell)
      open.subtract(best.cell.pairs)
    }
    return chosen
  }()

  private var values: [String] { [type ?? "unset", locale, colours.rawValue, "\(columns)×\(rows)"] }

  private var pairs: Set<String> {
    let values = values
    var pairs: Set<String> = []
    for left in values.indices {
      for right in values.indices where right > left {
        pairs.insert("\(left)=\(values[left]) \(right)=\(values[right])")
      }
    }
    return pairs
  }

  var description: String { values.joined(separator: " ") }

  /// Whether the type can place its cursor at all.
  var isUsable: Bool { type != nil && type != "dumb" }

  /// Whether the size shows anything but the request for a larger one.
  var isLargeEnough: Bool { columns >= 40 && rows >= 10 }
}
