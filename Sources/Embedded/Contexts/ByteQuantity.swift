/// Sizes and rates as an operator writes them: `20MiB`, `100GB`, `1.5GiB`, `4096`.
enum ByteQuantity {
  private static let units: [(name: String, bytes: Int64)] = [
    ("B", 1), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
  ]

  /// The bytes a text means; nil where it means none or more than fit.
  static func parse(_ text: String) -> Int64? {
    guard let match = text.wholeMatch(of: /([0-9]{1,18})(?:\.([0-9]{1,6}))? ?([KMGT]?i?B)?/.ignoresCase()) else {
      return nil
    }
    let unitName = match.3.map { $0.lowercased() } ?? "b"
    guard let unit = units.first(where: { $0.name.lowercased() == unitName })?.bytes, let whole = Int64(match.1) else {
      return nil
    }
    let (bytes, overflow) = whole.multipliedReportingOverflow(by: unit)
    guard !overflow, let fraction = match.2 else { return overflow ? nil : bytes }
    guard unit > 1, let part = Double("0.\(fraction)") else { return nil }
    let sum = bytes.addingReportingOverflow(Int64(part * Double(unit)))
    return sum.overflow ? nil : sum.partialValue
  }

  /// The shortest exact way to write a number of bytes.
  static func text(_ bytes: Int64) -> String {
    let exact = units.filter { $0.bytes > 1 && bytes > 0 && bytes % $0.bytes == 0 }.max { $0.bytes < $1.bytes }
    return exact.map { "\(bytes / $0.bytes)\($0.name)" } ?? String(bytes)
  }
}
