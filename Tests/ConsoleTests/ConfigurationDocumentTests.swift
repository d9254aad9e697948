import Canvas
import Console
import Foundation
import Testing

/// docs/configuration.md has every key of `config.yaml` and of themes, as the program knows them (issue 4, point 1).
struct ConfigurationDocumentTests {
  private let text: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    text = try String(contentsOf: root.appendingPathComponent("docs/configuration.md"), encoding: .utf8)
  }

  /// The part beneath a heading.
  private func part(_ heading: String) throws -> Substring {
    let start = try #require(text.range(of: "\n## \(heading)")).upperBound
    return text[start...].prefix(upTo: text[start...].range(of: "\n## ")?.lowerBound ?? text.endIndex)
  }

  @Test("every key of config.yaml stands there with its default and its meaning, and no other")
  func keys() throws {
    let lines = try part("config.yaml").split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    let expected = PreferenceKey.allCases.map { key in
      let standard = key.standard.isEmpty ? "" : "`\(key.standard)` "
      return "| `\(key.rawValue)` | \(standard)| \(key.meaning) |"
    }
    #expect(lines == expected)
  }

  @Test("every column of every list stands there, in order")
  func columns() throws {
    let words = try part("config.yaml").replacing("\n", with: " ")
    for list in ListName.allCases {
      let columns = list.columns.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      #expect(words.contains("`\(list.rawValue)`: \(columns)."), "\(list)")
    }
  }

  @Test("every theme, every role and every way to show the selection stands there")
  func themes() throws {
    let words = try part("themes/").replacing("\n", with: " ")
    let roles = Role.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    #expect(words.contains("Roles: \(roles)."))
    #expect(words.contains("(" + ThemeLibrary.names.map { "`\($0)`" }.joined(separator: ", ") + ")"))
    #expect(words.contains("`row`, `name` or `marker`"))
  }
}
