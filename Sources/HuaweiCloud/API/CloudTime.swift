internal import Replication

internal import struct Foundation.Date

/// The cloud's timestamps in their four shapes (huawei-cbr.md §10); a missing zone means UTC.
enum CloudTime {
  /// Reads a timestamp; nil for anything else.
  static func parse(_ text: String) -> Date? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[4] == dash, bytes[7] == dash, bytes[13] == colon, bytes[16] == colon,
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), let year = number(bytes[0..<4]),
      let month = number(bytes[5..<7]), (1...12).contains(month), let day = number(bytes[8..<10]),
      (1...31).contains(day), let hour = number(bytes[11..<13]), hour < 24, let minute = number(bytes[14..<16]),
      minute < 60, let second = number(bytes[17..<19]), second <= 60
    else { return nil }
    guard let (fraction, offset) = tail(bytes.dropFirst(19)) else { return nil }
    let whole = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset
    return Date(timeIntervalSince1970: Double(whole) + fraction)
  }

  /// A moment as queries want it: `2018-02-01T12:00:00Z`.
  static func query(_ date: Date) -> String {
    let basic = Array(UTCStamp(date).basic)
    guard basic.count == 16 else { return String(basic) }
    let part = { (range: Range<Int>) in String(basic[range]) }
    return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
  }

  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// Fraction and zone: `.065135`, `Z`, `+08:00`, `+0800`, or nothing.
  private static func tail(_ bytes: ArraySlice<UInt8>) -> (fraction: Double, offset: Int)? {
    var rest = bytes
    var fraction = 0.0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard !digits.isEmpty, digits.count <= 9, let value = number(digits) else { return nil }
      fraction = digits.reduce(Double(value)) { result, _ in result / 10 }
      rest = rest.dropFirst(digits.count + 1)
    }
    if rest.isEmpty || (rest.count == 1 && rest.first == UInt8(ascii: "Z")) { return (fraction, 0) }
    guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == dash else { return nil }
    let digits = rest.dropFirst().filter { $0 != colon }
    guard digits.count == 4, let value = number(ArraySlice(digits)) else { return nil }
    return (fraction, (value / 100 * 3_600 + value % 100 * 60) * (sign == dash ? -1 : 1))
  }

  /// Days from 1970 by the Gregorian calendar, years counted from March so that the leap day ends them.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
