/// Divides a typed filter into its words.
struct FilterScanner {
  /// A word of a filter.
  struct Word: Hashable {
    var isNegated = false
    /// The name before a colon; nil for a text or pattern by itself.
    var field: String?
    /// What is looked for: alternatives.
    var parts: [Part] = []
  }

  /// A text or a regular expression.
  struct Part: Hashable {
    var text = ""
    var isPattern = false
  }

  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  /// The next word; nil at the end.
  mutating func next() -> Word? {
    rest = rest.drop { $0.isWhitespace }
    guard !rest.isEmpty else { return nil }
    var word = Word()
    word.isNegated = negation()
    word.field = fieldName()
    guard word.field != nil else {
      word.parts = [part(endsAtComma: false)]
      return word
    }
    if negation() { word.isNegated.toggle() }
    repeat { word.parts.append(part(endsAtComma: true)) } while take(",")
    return word
  }

  private mutating func negation() -> Bool {
    var isNegated = false
    while take("!") { isNegated.toggle() }
    return isNegated
  }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  /// Letters right before a colon; `12:30` is a text.
  private mutating func fieldName() -> String? {
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    guard !name.isEmpty, rest.dropFirst(name.count).first == ":" else { return nil }
    rest = rest.dropFirst(name.count + 1)
    return String(name)
  }

  private mutating func part(endsAtComma: Bool) -> Part {
    if take("\"") { return Part(text: quoted()) }
    if take("/") { return Part(text: slashed(endsAtComma: endsAtComma), isPattern: true) }
    if take("~") { return Part(text: word { $0.isWhitespace }, isPattern: true) }
    return Part(text: word { $0.isWhitespace || (endsAtComma && $0 == ",") })
  }

  private mutating func word(until isEnd: (Character) -> Bool) -> String {
    let text = rest.prefix { !isEnd($0) }
    rest = rest.dropFirst(text.count)
    return String(text)
  }

  /// Up to the closing quote, or the end while it is still being typed.
  private mutating func quoted() -> String {
    var text = ""
    while let character = rest.popFirst(), character != "\"" {
      text.append(character == "\\" && rest.first == "\"" ? rest.removeFirst() : character)
    }
    return text
  }

  /// Up to a slash that ends the word, or the end while it is still being typed; slashes within need no escape.
  private mutating func slashed(endsAtComma: Bool) -> String {
    var text = ""
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.popFirst() {
        text += next == "/" ? "/" : "\\\(next)"
        continue
      }
      let follower = rest.first
      let ends = follower.map { $0.isWhitespace || (endsAtComma && $0 == ",") } ?? true
      if character == "/", ends { break }
      text.append(character)
    }
    return text
  }
}
