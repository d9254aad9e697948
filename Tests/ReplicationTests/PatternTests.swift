import Replication
import Testing

/// Regular expressions of filters (issue 4, point 1).
struct PatternTests {
  @Test(
    "what matches and what does not",
    arguments: [
      ("web", "the web-01", true), ("WEB", "the web-01", true), ("web", "THE WEB", true), ("web", "we b", false),
      ("^web", "web-01", true), ("^web", "my web", false), ("01$", "web-01", true), ("01$", "web-012", false),
      ("^$", "", true), ("^$", "a", false), ("", "", true), ("", "a", true),
      ("w.b", "wab", true), ("w.b", "wb", false), ("w.b", "w数b", true), ("w.{2}b", "w数数b", true),
      ("^[a-c]+$", "abcabc", true), ("^[a-c]+$", "abcd", false), ("[^a-c]", "abc", false), ("[^a-c]", "abcd", true),
      ("[A-C]", "xbx", true), ("[]x]", "]", true), ("[a-]", "-", true), ("[\\]]", "]", true), ("[\\d_]", "x7", true),
      ("^(web|db)-0[12]$", "db-02", true), ("^(web|db)-0[12]$", "db-03", false), ("a|b|c", "c", true),
      ("(?:ab)+", "xababx", true), ("^(ab)+$", "aba", false), ("a||b", "zzz", true),
      ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true), ("^a{1,2}$", "aaa", false),
      ("^a{0}b$", "b", true), ("colou?r", "color", true), ("^a+?$", "aaa", true), ("(a*)*$", "b", true),
      ("\\d\\d", "web-12", true), ("\\D", "12", false), ("^\\w+$", "ab_1", true), ("^\\w+$", "a-b", false),
      ("\\s", "a b", true), ("\\S", "  ", false), ("\\bweb\\b", "my-web-1", true), ("\\bweb\\b", "cobwebs", false),
      ("o\\B", "foo", true), ("\\Bf", "foo", false), ("\\.", "a.b", true), ("\\.", "ab", false), ("\\\\", "\\", true),
      ("数据", "新数据库", true), ("[数-龥]", "数", true), ("É", "café", true), ("é", "CAFÉ", true), ("^\\w+$", "数据", true),
      ("^b$", "a\u{1F}b\u{1F}c", true), ("a.b", "a\u{1F}b", false), ("a[^x]b", "a\u{1F}b", false),
      ("^c", "a\u{1F}bc", false), ("-", "a-b", true), ("a]", "a]", true),
    ])
  func matching(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == expected)
  }

  @Test(
    "what cannot be read says where and why",
    arguments: [
      ("*a", 1, PatternProblem.nothingToRepeat), ("a|+", 3, .nothingToRepeat), ("{2}", 1, .nothingToRepeat),
      ("(ab", 1, .openGroup), ("ab)", 3, .strayGroupEnd), ("x[ab", 2, .openClass), ("[z-a]", 4, .emptyRange),
      ("a{x}", 2, .badCount), ("a{3,2}", 2, .badCount), ("a{1001}", 2, .badCount), ("a{2", 2, .badCount),
      ("a\\", 2, .badEscape), ("\\q", 1, .badEscape), ("[\\q]", 2, .badEscape), ("(a)\\1", 4, .unsupported),
      ("(?=a)", 1, .unsupported), ("(?i)a", 1, .unsupported), ("((a{100}){100}){100}", 1, .tooLarge),
      (String(repeating: "(", count: 200), 101, .tooLarge),
    ])
  func problems(_ pattern: String, _ position: Int, _ problem: PatternProblem) {
    #expect(throws: PatternError(position: position, problem: problem)) { try Pattern(pattern) }
  }

  @Test("an expression that other engines need for ever is answered at once, and one matcher serves many texts")
  func linear() throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    #expect(try !Pattern("(a+)+$").matches(text))
    #expect(try !Pattern("(a|a|aa)*c").matches(text))
    var matcher = PatternMatcher(try Pattern("^(.*a.{8}b|[数x]{3,40})$"))
    for round in 0..<300 {
      let middle = String(repeating: round % 3 == 0 ? "数" : "xy", count: round % 41)
      let expected = round % 3 == 0 && (3...40).contains(round % 41)
      #expect(matcher.matches(middle) == expected || round % 3 != 0)
    }
    #expect(matcher.matches("bbba12345678b") && !matcher.matches("bbba1234567b"))
  }
}
