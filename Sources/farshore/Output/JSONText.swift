import Foundation

/// JSON as the commands print it: sorted keys, UTC times, and nothing in it that a terminal obeys.
enum JSONText {
  /// A document on one line, with its line break.
  static func line(of value: some Encodable) throws -> String {
    try compact(value) + "\n"
  }

  /// A document without a line break.
  static func compact(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return try escaped(String(decoding: encoder.encode(value), as: UTF8.self))
  }

  /// JSON allows raw C1 controls, line separators and marks that turn the direction of text; terminals obey them.
  private static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnruly) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isUnruly(scalar) {
        let digits = String(scalar.value, radix: 16)
        result.append(
          contentsOf: ("\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isUnruly(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0xAD, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    default: false
    }
  }
}
