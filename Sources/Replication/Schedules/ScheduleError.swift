/// What can be wrong with a schedule; worded in `ScheduleError+Explanation.swift`.
public enum ScheduleError: Error, Hashable, Sendable {
  /// A part that is not `NAME=VALUE`.
  case notAPart(String)
  /// A part of RFC 5545 that policies do not know, or none at all.
  case unknownPart(String)
  /// A part that stands there twice.
  case twice(String)
  /// A frequency other than daily and weekly; empty where none is given.
  case frequency(String)
  /// `BYDAY` in a daily rule.
  case daysOfDaily
  /// A weekly rule without days.
  case daysMissing
  /// A weekly rule with an interval.
  case intervalOfWeekly
  /// A value outside its range.
  case value(part: String, found: String, wanted: String)
  /// Runs less than an hour apart: several minutes in one rule.
  case tooClose
  /// Runs of several rules less than an hour apart.
  case rulesTooClose
  /// More rules than a schedule may have.
  case tooMany(Int)
  /// No time zone of this name.
  case zone(String)
}
