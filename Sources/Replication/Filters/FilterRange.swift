/// A comparison as it is typed: `>7d`, `>=1g`, `<50`, `<=50`, `=40g`, `1g..2g`, or a value alone.
enum FilterRange: Hashable {
  case equal(String)
  case above(String)
  case from(String)
  case below(String)
  case upTo(String)
  case between(String, String)

  init(_ text: String, _ field: FilterField) throws(FilterError) {
    let forms: [(sign: String, make: (String) -> FilterRange)] = [
      (">=", Self.from), ("<=", Self.upTo), (">", Self.above), ("<", Self.below), ("=", Self.equal),
    ]
    for form in forms where text.hasPrefix(form.sign) {
      let value = String(text.dropFirst(form.sign.count))
      guard !value.isEmpty else { throw .value(field, text) }
      self = form.make(value)
      return
    }
    if let dots = text.firstRange(of: "..") {
      let ends = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
      guard !ends.0.isEmpty, !ends.1.isEmpty else { throw .value(field, text) }
      self = .between(ends.0, ends.1)
      return
    }
    self = .equal(text)
  }
}
