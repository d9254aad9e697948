/// Spans of time in words and as typed.
public enum SpanText {
  private static let units: [(letter: Character, seconds: Double)] = [
    ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  /// The two largest units of a span: `3 d 4 h`, `12 min`, `40 s`.
  public static func words(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e12 else { return "ever" }
    let total = Int(max(0, seconds))
    let (days, hours, minutes) = (total / 86_400, total / 3600 % 24, total / 60 % 60)
    if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
    if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
    return minutes > 0 ? "\(minutes) min" : "\(total) s"
  }

  /// A span as it would be typed: `1d12h`, `90m`, `24h`.
  public static func typed(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 1, seconds < 1e12 else { return "" }
    var rest = Int(seconds)
    // A day is typed as people say it.
    if rest % 3600 == 0, rest <= 48 * 3600 { return "\(rest / 3600)h" }
    var text = ""
    for unit in units {
      let count = rest / Int(unit.seconds)
      rest -= count * Int(unit.seconds)
      if count > 0 { text += "\(count)\(unit.letter)" }
    }
    return text
  }

  /// Seconds of a span as typed: `90m`, `24h`, `7d`, `1d12h`; nil for anything else.
  public static func parse(_ text: String) -> Double? {
    var (total, digits, last) = (0.0, "", Double.infinity)
    for letter in text {
      if letter.isASCII, letter.isNumber {
        digits.append(letter)
        continue
      }
      guard let unit = units.first(where: { $0.letter == letter })?.seconds, unit < last, let count = Int32(digits)
      else { return nil }
      total += Double(count) * unit
      (digits, last) = ("", unit)
    }
    return digits.isEmpty && total > 0 ? total : nil
  }
}
