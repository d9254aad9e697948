import Console
import Foundation
import Replication
import Testing

/// `config.yaml`: strict keys with file and line (issue 4, point 1).
struct PreferencesTests {
  private static let reader = PreferencesReader(file: "/h/config.yaml")
  private static let writer = PreferencesWriter(file: "/h/config.yaml")

  @Test(
    "a file without anything settles nothing",
    arguments: ["", "\n", "# only a comment\n", "---\n", "theme:\n", "columns: ~\ncontexts:\n"])
  func empty(_ text: String) throws {
    #expect(try Self.reader.read(text) == Preferences())
  }

  @Test("every key is read")
  func everyKey() throws {
    let text = """
      theme: light
      read-only: on
      ascii: yes
      mouse: true
      bell: off
      title: no
      clock: on
      poll: 2.5
      notices: 10
      exports: /srv/tables
      columns:
        backups: [name, size, replicas]
        tasks:
          - name
          - by
      contexts:
        prod: {theme: high-contrast, read-only: on}
        "two words": {read-only: off}
      """
    var expected = Preferences()
    (expected.theme, expected.readOnly, expected.ascii, expected.mouse) = ("light", true, true, true)
    expected.clock = true
    (expected.bell, expected.title, expected.poll, expected.notices) = (false, false, 2.5, 10)
    expected.exports = "/srv/tables"
    expected.columns = [.backups: [.name, .size, .replicas], .tasks: [.name, .by]]
    expected.contexts = [
      "prod": .init(theme: "high-contrast", readOnly: true), "two words": .init(theme: nil, readOnly: false),
    ]
    let read = try Self.reader.read(text)
    #expect(read == expected)
    // What is written for people can be read, and says the same.
    #expect(try Self.reader.read(Self.writer.text(of: read)) == expected)
  }

  @Test(
    "what is wrong is told with file, line and column",
    arguments: [
      ("theme: light\ncolour: red\n", 2, 1, "\"colour\" is not known"), ("theme: [a]\n", 1, 8, "single value"),
      ("read-only: maybe\n", 1, 12, "on or off"), ("\nmouse: {}\n", 2, 8, "on or off"),
      ("poll: 0.1\n", 1, 7, "from 0.2 to 60"),
      ("poll: nan\n", 1, 7, "from 0.2"), ("notices: x\n", 1, 10, "from 1 to 600"),
      ("exports: tables\n", 1, 10, "absolute"),
      ("columns: name\n", 1, 10, "keys and values"), ("columns:\n  servers: [name]\n", 2, 3, "is no list"),
      ("columns:\n  backups: name\n", 2, 12, "must be a list"),
      ("columns:\n  backups: [name, nmae]\n", 2, 19, "no column \"nmae\""),
      ("columns:\n  vaults: [name, percent]\n", 2, 18, "no column \"percent\""),
      ("columns:\n  tasks: [task]\n", 2, 10, "without the column name"),
      ("columns:\n  tasks: [name, by, by]\n", 2, 21, "twice"),
      ("contexts:\n  a: {colour: x}\n", 2, 7, "theme, read-only"),
      ("contexts:\n  a: light\n", 2, 6, "keys and values"), ("theme: light\ntheme: dark\n", 1, 1, "twice"),
      ("theme: 'x\n", 2, 1, ""), ("just words\n", 1, 1, "keys and values"), ("- theme\n", 1, 1, "keys and values"),
    ])
  func broken(_ text: String, _ line: Int, _ column: Int, _ words: String) {
    do {
      let read = try Self.reader.read(text)
      Issue.record("\(read)")
    } catch {
      guard case .broken(let file, let foundLine, let foundColumn, let problem) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(file == "/h/config.yaml" && (words.isEmpty || problem.contains(words)), "\(problem)")
      #expect(
        words.isEmpty || (foundLine == line && foundColumn == column) || words == "twice", "\(foundLine):\(foundColumn)"
      )
      #expect(error.explanation.message.hasPrefix("/h/config.yaml:\(foundLine):"))
    }
  }

  @Test("every key has a meaning, and the defaults printed with it are the defaults")
  func documented() throws {
    let text = Self.writer.text(of: Preferences())
    for key in PreferenceKey.allCases {
      #expect(text.contains("# \(key.meaning)\n") && text.contains("\(key.rawValue):"))
    }
    #expect(try Self.reader.read(text) == Preferences())
    // The examples in the comments can be read as well.
    let bare = text.split(separator: "\n").map { line in
      line.hasPrefix("#") && !line.hasPrefix("# ") || line.hasPrefix("#  ") ? String(line.dropFirst()) : String(line)
    }
    #expect(try Self.reader.read(bare.joined(separator: "\n")) != Preferences())
  }

  @Test(
    "one change leaves everything else in the file as it is",
    arguments: [
      ("", PreferenceChange.theme("light", context: nil), "theme: light\n"),
      ("# mine\nbell: off  # quiet\n", .theme("light", context: "x"), "# mine\nbell: off  # quiet\ntheme: light\n"),
      (
        "theme: dark\n\n# about the bell\nbell: off\n", .theme("light", context: "x"),
        "theme: light\n\n# about the bell\nbell: off\n"
      ),
      ("theme:\n  dark\nbell: off", .theme("light", context: nil), "theme: light\nbell: off\n"),
      (
        "contexts:\n  x: {theme: mono}\n  y: {read-only: on}\nbell: off\n", .theme("light", context: "x"),
        "contexts:\n  x: {theme: light}\n  y: {read-only: on}\nbell: off\n"
      ),
      (
        "contexts: {y: {theme: mono}}\n", .theme("light", context: "x"), "contexts: {y: {theme: mono}}\ntheme: light\n"
      ),
      (
        "columns:\n  tasks:\n    - name\n  vaults: [name]\n# end\n", .columns(.tasks, [.name, .by]),
        "columns:\n  vaults: [name]\n  tasks: [name, by]\n# end\n"
      ),
      ("columns:\n  tasks: [name]\nbell: on\n", .columns(.tasks, nil), "bell: on\n"),
      ("bell: on\n", .columns(.tasks, nil), "bell: on\n"),
      ("theme: a\n", .theme("odd: \"name\" # x", context: nil), "theme: \"odd: \\\"name\\\" # x\"\n"),
    ])
  func change(_ text: String, _ change: PreferenceChange, _ expected: String) throws {
    #expect(try Self.writer.text(text, with: change) == expected)
  }

  @Test("a file that cannot be changed key by key, or not be read, stays as it is and says so")
  func unchangeable() {
    #expect(throws: PreferencesError.unchangeable(file: "/h/config.yaml", key: .theme)) {
      try Self.writer.text("{theme: dark, bell: off}\n", with: .theme("light", context: nil))
    }
    #expect(throws: PreferencesError.self) {
      try Self.writer.text("colour: x\n", with: .theme("light", context: nil))
    }
  }
}
