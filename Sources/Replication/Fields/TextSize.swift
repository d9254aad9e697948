/// The size of a text that is too long, in the unit in which it is too long.
struct TextSize {
  /// How many units it has.
  let count: Int
  /// Whether the units are those of UTF-16, which live clouds count.
  let isUTF16: Bool

  /// Measures a text; nil if it keeps the limit.
  init?(_ text: String, over limit: Int, countsUTF16: Bool) {
    let scalars = text.unicodeScalars.count
    if scalars > limit {
      (count, isUTF16) = (scalars, false)
    } else if countsUTF16, text.utf16.count > limit {
      (count, isUTF16) = (text.utf16.count, true)
    } else {
      return nil
    }
  }
}
