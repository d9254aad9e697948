import Canvas

/// Says in SGR how one pen becomes another, in as few bytes as possible.
struct ColourCodes {
  private var foregrounds: [Int16: [UInt8]] = [-1: Array("39".utf8)]
  private var backgrounds: [Int16: [UInt8]] = [-1: Array("49".utf8)]

  /// Learns how the terminal names a pen's colours; false where it does so in a way unknown here.
  mutating func learn(_ pen: Pen) -> Bool {
    if foregrounds[pen.foreground] == nil {
      guard let code = Dialect.parameters(colour: pen.foreground, foreground: true) else { return false }
      foregrounds[pen.foreground] = code
    }
    if backgrounds[pen.background] == nil {
      guard let code = Dialect.parameters(colour: pen.background, foreground: false) else { return false }
      backgrounds[pen.background] = code
    }
    return true
  }

  /// The control sequence.
  func change(from former: Pen, to wanted: Pen) -> [UInt8] {
    if wanted == .plain { return [0x1B, 0x5B, UInt8(ascii: "m")] }
    var anew = [UInt8(ascii: "0")]
    anew += parameters(from: .plain, to: wanted).flatMap { [UInt8(ascii: ";")] + $0 }
    var best = anew
    // Attributes are switched off one by one in ways that terminals do not agree about.
    if former.attributes.isSubset(of: wanted.attributes) {
      let changes = Array(parameters(from: former, to: wanted).joined(separator: [UInt8(ascii: ";")]))
      if changes.count <= anew.count { best = changes }
    }
    return [0x1B, 0x5B] + best + [UInt8(ascii: "m")]
  }

  private func parameters(from former: Pen, to wanted: Pen) -> [[UInt8]] {
    var parameters: [[UInt8]] = []
    let added = wanted.attributes.subtracting(former.attributes)
    for (_, code, attribute) in Dialect.codes where added.contains(attribute) {
      parameters.append([UInt8(0x30 + code)])
    }
    if wanted.foreground != former.foreground, let code = foregrounds[wanted.foreground] { parameters.append(code) }
    if wanted.background != former.background, let code = backgrounds[wanted.background] { parameters.append(code) }
    return parameters
  }
}
