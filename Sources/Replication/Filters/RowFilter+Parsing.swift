public import struct Foundation.Date

extension RowFilter {
  /// Reads a filter as it is typed over a list.
  ///
  /// Terms stand one behind the other, divided by blanks, and all of them must hold:
  /// - `web` or `"two words"`: a text that any searched text contains;
  /// - `/^web-0[12]/` or `~^web-0[12]`: a regular expression; `^` and `$` are the ends of each searched text;
  /// - `status:available`, `vault:src,dr`, `name:/…/`: a field; commas divide alternatives;
  /// - `size:>1g`, `age:<7d`, `created:2026-11`, `percent:10..50`: a comparison;
  /// - `!` before any of these: not.
  ///
  /// What is not finished, such as `status:`, asks nothing yet.
  /// - Parameters:
  ///   - subject: What is listed; decides which fields there are.
  ///   - now: The moment ages count from.
  ///   - secondsFromUTC: The operator's own offset at a moment, for days of the calendar.
  public static func parse(
    _ text: String, for subject: Listing.Subject, now: Date, secondsFromUTC: @escaping (Date) -> Int = { _ in 0 }
  ) throws(FilterError) -> RowFilter {
    guard text.utf8.count <= 4_000 else { throw .tooLong }
    let values = FilterValues(now: now, secondsFromUTC: secondsFromUTC)
    var scanner = FilterScanner(text)
    var terms: [FilterTerm] = []
    while let word = scanner.next() {
      if let term = try Self.term(word, FilterField.fields(of: subject), values) { terms.append(term) }
      guard terms.count <= 32 else { throw .tooLong }
    }
    return RowFilter(terms)
  }

  private static func term(
    _ word: FilterScanner.Word, _ fields: [FilterField], _ values: FilterValues
  ) throws(FilterError) -> FilterTerm? {
    guard let name = word.field else {
      guard let first = word.parts.first, !first.text.isEmpty else { return nil }
      guard first.isPattern else { return FilterTerm(.text(first.text.lowercased()), isNegated: word.isNegated) }
      try Self.check(first.text)
      return FilterTerm(.pattern(first.text), isNegated: word.isNegated)
    }
    guard let field = FilterField(word: name.lowercased()) else { throw .unknownField(name, known: fields) }
    guard fields.contains(field) else { throw .foreignField(field, known: fields) }
    let parts = word.parts.filter { !$0.text.isEmpty }
    if parts.isEmpty { return nil }
    guard field.form == .text || field.form == .word else {
      let test = try values.test(field, parts.map(\.text).joined(separator: ","))
      return FilterTerm(test, isNegated: word.isNegated)
    }
    var words: [FilterWord] = []
    for part in parts {
      if part.isPattern { try Self.check(part.text) }
      words.append(part.isPattern ? .pattern(part.text) : .text(part.text.lowercased()))
    }
    return FilterTerm(.words(field, words), isNegated: word.isNegated)
  }

  private static func check(_ pattern: String) throws(FilterError) {
    do { _ = try Pattern(pattern) } catch {
      throw .pattern(pattern, position: error.position, problem: error.problem)
    }
  }

  /// Whether its meaning moves with the clock, so that it must be read again from time to time.
  public static func isRelative(_ text: String) -> Bool { text.lowercased().contains("age:") }
}
