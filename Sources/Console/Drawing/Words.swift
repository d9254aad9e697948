internal import Canvas
internal import Replication

internal import struct Foundation.Date

/// Short words for screens: ages, durations, clock times, marks.
enum Words {
  /// The time since a moment: `12s`, `3m`, `5h`, `2d`.
  static func age(_ date: Date, now: Date) -> String {
    let seconds = max(0, Int(now.timeIntervalSinceReferenceDate - date.timeIntervalSinceReferenceDate))
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m" }
    if seconds < 86_400 { return "\(seconds / 3600)h" }
    return "\(seconds / 86_400)d"
  }

  /// A span of seconds as `1:14` or `2:03:59`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 360_000_000 else { return "" }
    let total = max(0, Int(seconds))
    let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
  }

  /// A span of seconds in its largest unit: `12s`, `3m`, `5h`, `2d`.
  static func span(_ seconds: Double) -> String {
    let moment = Date(timeIntervalSinceReferenceDate: 0)
    return age(moment, now: moment.addingTimeInterval(min(max(0, seconds), 1e9)))
  }

  /// A moment as `09:07`.
  static func clock(_ date: Date, secondsFromUTC: Int) -> String {
    let day = secondsOfDay(date, secondsFromUTC)
    return "\(two(day / 3600)):\(two(day / 60 % 60))"
  }

  /// A time of day as `09:07:30`.
  static func clockWithSeconds(_ date: Date, secondsFromUTC: Int) -> String {
    clock(date, secondsFromUTC: secondsFromUTC) + ":" + two(secondsOfDay(date, secondsFromUTC) % 60)
  }

  /// A moment as `2026-04-13 09:07`.
  static func moment(_ date: Date, secondsFromUTC: Int) -> String {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + secondsFromUTC
    var days = seconds / 86_400
    if seconds % 86_400 < 0 { days -= 1 }
    let (year, month, day) = civil(days)
    return "\(year)-\(two(month))-\(two(day)) \(clock(date, secondsFromUTC: secondsFromUTC))"
  }

  private static func secondsOfDay(_ date: Date, _ offset: Int) -> Int {
    let seconds = (Int(date.timeIntervalSince1970.rounded(.down)) + offset) % 86_400
    return seconds < 0 ? seconds + 86_400 : seconds
  }

  /// The date of a day counted from 1970, in the proleptic Gregorian calendar; eras of 400 years begin in March.
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// `24.6 of 40 GiB`; both units where they differ.
  static func share(_ done: Int64, of total: Int64) -> String {
    let (part, whole) = (ByteFormat.short(done), ByteFormat.short(total))
    guard let partSpace = part.lastIndex(of: " "), let wholeSpace = whole.lastIndex(of: " "),
      part[partSpace...] == whole[wholeSpace...]
    else { return "\(part) of \(whole)" }
    return "\(part[..<partSpace]) of \(whole)"
  }

  /// A task in one line, for the information box.
  static func progress(_ task: CloudTask, _ region: String) -> String {
    var words = region.isEmpty ? task.status.label : "to \(region): \(task.status.label.lowercased())"
    if task.status == .running { words += ", \(task.phase.rawValue)" }
    if task.status == .running || task.status == .interrupted { words += ", \(task.percent) %" }
    words += ", by \(task.requestedBy)"
    if let error = task.error { words += ". \(error)" }
    return words
  }

  /// What a region can do, for the picker, which lists its projects beneath.
  static func capabilities(of region: Region) -> String {
    var words: [String] = [region.id]
    if !region.canReplicate && !region.canCopySnapshots { words.append("no replication") }
    if region.zone == .finance { words.append("finance zone") }
    return words.joined(separator: ", ")
  }

  /// The marks of the lists and what they mean.
  static func legend(_ glyphs: Glyphs, proves: Bool) -> [(mark: String, text: String)] {
    let marks: [ReplicaMark] = [.verified, .copying, .none, .failed, .notEligible, .notYet]
    return marks.map { ($0.glyph(glyphs), $0.words(proves: proves)) } + CoverageMark.legend(glyphs)
      + [(glyphs.copying, "being replicated, locked meanwhile")]
  }

  /// What an empty filter line shows.
  static let filterExample = "web  /^db-0[12]/  !status:error  size:>1g  age:<7d"

  /// How filters are written.
  static let filterHelp: [(example: String, meaning: String)] = [
    ("web", "name, id, resource or vault contains it, not state or region; several words must all hold"),
    ("\"two words\"", "a text with blanks, or one that begins with a sign"),
    ("/^web-0[12]/", "a regular expression; ~^web-0[12] is the same"),
    ("!web", "not; works before everything"),
    ("status:available", "a field; status and kind begin with the word, others contain it"),
    ("vault:src,dr", "any of several"), ("name:/01$/", "a regular expression for one field"),
    ("size:>1g", "also <500MB, 1g..10g; percent:<50"), ("age:<7d", "younger than; m h d w y; 1d..7d"),
    ("created:2026-11-20", "a day, month or year; >=2026-11, 2026-01..2026-03"),
  ]
}
