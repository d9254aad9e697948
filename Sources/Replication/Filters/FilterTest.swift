public import struct Foundation.Date

/// What a term asks of a row; texts are in lower case.
public enum FilterTest: Codable, Hashable, Sendable {
  /// Any searched text (name, id, resource, vault, …) contains this one.
  case text(String)
  /// Any searched text holds a match of a regular expression (`Pattern`).
  case pattern(String)
  /// One of the words fits the field.
  case words(FilterField, [FilterWord])
  /// A number, in bytes or percent, from `lowest` up to `highest`, both included; nil is open.
  case amount(FilterField, lowest: Int64?, highest: Int64?)
  /// Made at `from` or later and before `before`; nil is open.
  case made(from: Date?, before: Date?)
}
