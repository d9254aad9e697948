/// Why a typed size cannot be understood.
public enum SizeError: ExplainedError, Hashable {
  /// Nothing was typed.
  case empty
  /// What stands before the unit is no number.
  case notANumber(String)
  /// The unit is none of those known.
  case unknownUnit(String, unit: String)
  /// More bytes than can be counted.
  case tooLarge(String)
}
