import Foundation

/// Reads what stands behind the colon of fields that are compared.
struct FilterValues {
  let now: Date
  let secondsFromUTC: (Date) -> Int

  /// What is asked of a number or time.
  func test(_ field: FilterField, _ text: String) throws(FilterError) -> FilterTest {
    let range = try FilterRange(text, field)
    switch field.form {
    case .bytes: return try amount(field, range) { Self.bytes($0) }
    case .percent: return try amount(field, range) { Self.percent($0) }
    case .age: return try age(range, field)
    case .date, .text, .word: return try date(range, field)
    }
  }

  // MARK: Numbers

  private func amount(
    _ field: FilterField, _ range: FilterRange, _ read: (String) -> ClosedRange<Int64>?
  ) throws(FilterError) -> FilterTest {
    func value(_ text: String) throws(FilterError) -> ClosedRange<Int64> {
      guard let value = read(text) else { throw .value(field, text) }
      return value
    }
    switch range {
    case .equal(let text):
      let value = try value(text)
      return .amount(field, lowest: value.lowerBound, highest: value.upperBound)
    case .above(let text): return .amount(field, lowest: Self.next(try value(text).lowerBound), highest: nil)
    case .from(let text): return .amount(field, lowest: try value(text).lowerBound, highest: nil)
    case .below(let text): return .amount(field, lowest: nil, highest: try value(text).lowerBound - 1)
    case .upTo(let text): return .amount(field, lowest: nil, highest: try value(text).lowerBound)
    case .between(let first, let last):
      return .amount(field, lowest: try value(first).lowerBound, highest: try value(last).lowerBound)
    }
  }

  private static func next(_ value: Int64) -> Int64 { value == .max ? value : value + 1 }

  /// The sizes a screen would show like this: `40g` is all that reads 40 GiB; units of a letter are binary, as shown.
  private static func bytes(_ text: String) -> ClosedRange<Int64>? {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(digits.count).lowercased()
    let isLetter = unit.count == 1 && unit != "b"
    // The reason is the same for every size that cannot be read: the caller names the field.
    guard let value = try? ByteFormat.parse(digits + (isLetter ? unit + "ib" : unit)) else { return nil }
    guard let one = try? ByteFormat.parse("1" + (isLetter ? unit + "ib" : unit)), one > 1 else { return value...value }
    let decimals = digits.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    let step = (0..<min(decimals, 9)).reduce(one) { step, _ in step / 10 }
    return value...max(value, value.addingReportingOverflow(step - 1).partialValue)
  }

  private static func percent(_ text: String) -> ClosedRange<Int64>? {
    guard let value = Int64(text.hasSuffix("%") ? String(text.dropLast()) : text), (0...100).contains(value) else {
      return nil
    }
    return value...value
  }

  // MARK: Times

  /// A larger age is an earlier moment; an age by itself means at most that.
  private func age(_ range: FilterRange, _ field: FilterField) throws(FilterError) -> FilterTest {
    func moment(_ text: String) throws(FilterError) -> Date {
      guard let seconds = Self.seconds(text) else { throw .value(field, text) }
      // Whole minutes, so that a list read twice in one minute is the same list.
      let minute = (now.timeIntervalSinceReferenceDate / 60).rounded(.down) * 60
      return Date(timeIntervalSinceReferenceDate: minute - seconds)
    }
    switch range {
    case .equal(let text), .below(let text), .upTo(let text): return .made(from: try moment(text), before: nil)
    case .above(let text), .from(let text): return .made(from: nil, before: try moment(text))
    case .between(let first, let last): return .made(from: try moment(last), before: try moment(first))
    }
  }

  private static func seconds(_ text: String) -> Double? {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits), number.isFinite else { return nil }
    let units = ["s": 1.0, "m": 60, "min": 60, "h": 3_600, "d": 86_400, "w": 604_800, "y": 31_557_600]
    guard let unit = units[text.dropFirst(digits.count).lowercased()] else { return nil }
    let seconds = number * unit
    return seconds < 1e10 ? seconds : nil
  }

  private func date(_ range: FilterRange, _ field: FilterField) throws(FilterError) -> FilterTest {
    func span(_ text: String) throws(FilterError) -> Range<Date> {
      guard let span = self.span(text) else { throw .value(field, text) }
      return span
    }
    switch range {
    case .equal(let text):
      let day = try span(text)
      return .made(from: day.lowerBound, before: day.upperBound)
    case .above(let text): return .made(from: try span(text).upperBound, before: nil)
    case .from(let text): return .made(from: try span(text).lowerBound, before: nil)
    case .below(let text): return .made(from: nil, before: try span(text).lowerBound)
    case .upTo(let text): return .made(from: nil, before: try span(text).upperBound)
    case .between(let first, let last):
      return .made(from: try span(first).lowerBound, before: try span(last).upperBound)
    }
  }

  /// A day, month or year of the operator's own calendar.
  private func span(_ text: String) -> Range<Date>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...3).contains(parts.count), !parts.contains(nil), let year = parts[0], (1970...9999).contains(year) else {
      return nil
    }
    let numbers = parts.compactMap { $0 }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    var components = DateComponents(year: year, month: 1, day: 1)
    if numbers.count > 1 { components.month = numbers[1] }
    if numbers.count > 2 { components.day = numbers[2] }
    guard components.isValidDate(in: calendar), let start = calendar.date(from: components) else { return nil }
    let unit: Calendar.Component = numbers.count == 1 ? .year : numbers.count == 2 ? .month : .day
    guard let end = calendar.date(byAdding: unit, value: 1, to: start) else { return nil }
    return local(start)..<local(end)
  }

  /// The moment at which the operator's clock shows what UTC shows at `date`.
  private func local(_ date: Date) -> Date { date.addingTimeInterval(-Double(secondsFromUTC(date))) }
}
