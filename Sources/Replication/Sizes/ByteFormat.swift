/// Sizes in words: binary units on screens, both families of units where an operator types them (spec/commands.md).
public enum ByteFormat {
  /// Bytes for a screen: `40 GiB`, `24.6 GiB`, `212 MiB`.
  ///
  /// Rounds towards zero, so that nothing looks done before it is and 1023.99 of a unit never reads 1024.
  public static func short(_ bytes: Int64) -> String {
    let magnitude = bytes.magnitude
    let sign = bytes < 0 ? "-" : ""
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var exponent = 0
    while exponent < units.count - 1, magnitude >> UInt64(10 * (exponent + 1)) > 0 { exponent += 1 }
    let shift = UInt64(10 * exponent)
    let whole = magnitude >> shift
    let rest = magnitude - (whole << shift)
    // Ten times the rest cannot overflow: the rest of the largest unit is below 2^60.
    let tenth = exponent == 0 ? 0 : (rest * 10) >> shift
    let number = whole < 100 && tenth > 0 ? "\(whole).\(tenth)" : "\(whole)"
    return "\(sign)\(number) \(units[exponent])"
  }

  /// Reads a size such as `100GB` (10^9), `100GiB` (2^30), `1.5 TiB` or `4096` (bytes).
  /// - Throws: `SizeError` for anything else; sizes that end within a byte are cut to whole bytes.
  public static func parse(_ text: String) throws(SizeError) -> Int64 {
    let scalars = Array(text.unicodeScalars)
    let digits = scalars.prefix { isDigit($0) || $0 == "." }
    let unit = String(String.UnicodeScalarView(scalars[digits.count...].drop { $0 == " " }))
    guard !scalars.isEmpty else { throw .empty }
    guard !digits.isEmpty else { throw .notANumber(text) }
    guard let factor = factor(of: unit) else { throw .unknownUnit(text, unit: unit) }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { throw .notANumber(text) }
    var total: Int64 = 0
    for digit in parts[0] {
      total = try add(try multiply(total, 10, text), Int64(digit.value - 48), text)
    }
    total = try multiply(total, factor, text)
    guard parts.count == 2 else { return total }
    return try add(total, fraction(parts[1], of: factor), text)
  }

  /// Reads a rate in bytes a second: a size, with or without `/s` behind it.
  /// - Throws: `SizeError`.
  public static func parseRate(_ text: String) throws(SizeError) -> Int64 {
    try parse(text.hasSuffix("/s") ? String(text.dropLast(2)) : text)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func factor(of unit: String) -> Int64? {
    let binary = ["kib", "mib", "gib", "tib", "pib", "eib"]
    let decimal = ["kb", "mb", "gb", "tb", "pb", "eb"]
    let lowered = unit.lowercased()
    if lowered.isEmpty || lowered == "b" { return 1 }
    if let power = binary.firstIndex(of: lowered) { return 1 << Int64(10 * (power + 1)) }
    guard let power = decimal.firstIndex(of: lowered) else { return nil }
    return (0...power).reduce(1) { product, _ in product * 1_000 }
  }

  /// The bytes of the digits behind the point, cut to whole bytes.
  private static func fraction(_ digits: ArraySlice<Unicode.Scalar>, of factor: Int64) -> Int64 {
    var numerator: Int64 = 0
    var denominator: Int64 = 1
    // Twelve digits are finer than one byte of the largest unit anybody types; more would overflow.
    for digit in digits.prefix(12) {
      numerator = numerator * 10 + Int64(digit.value - 48)
      denominator *= 10
    }
    let product = factor.multipliedFullWidth(by: numerator)
    return denominator.dividingFullWidth(product).quotient
  }

  private static func multiply(_ left: Int64, _ right: Int64, _ text: String) throws(SizeError) -> Int64 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    if overflow { throw .tooLarge(text) }
    return product
  }

  private static func add(_ left: Int64, _ right: Int64, _ text: String) throws(SizeError) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { throw .tooLarge(text) }
    return sum
  }
}
