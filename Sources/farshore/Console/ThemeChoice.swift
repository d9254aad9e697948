import Canvas
import Console
import Embedded
import Foundation

/// The themes an operator can choose from, and the choice that outlives the session.
enum ThemeChoice {
  /// The built-in themes with the operator's own laid over them, and what was wrong with the latter.
  static func load(home: Home) -> (themes: [Theme], notices: [Notice]) {
    var themes = ThemeLibrary.builtIn
    var notices: [Notice] = []
    for file in ownFiles(home) {
      let name = String(file.lastPathComponent.dropLast(".yaml".count))
      do {
        let theme = try ThemeLibrary.parse(
          String(contentsOf: file, encoding: .utf8), name: name, file: file.path(percentEncoded: false))
        if let index = themes.firstIndex(where: { $0.name == name }) {
          themes[index] = theme
        } else {
          themes.append(theme)
        }
      } catch {
        let words = Explanation(of: error)
        notices.append(Notice("\(words.message) \(words.next)", .warning))
      }
    }
    return (themes, notices)
  }

  /// The theme chosen last; `default` where none was.
  static func remembered(home: Home) -> String {
    // No file, or one that cannot be read, means that nothing was chosen: not worth a word at every start.
    let text = try? String(contentsOf: choiceFile(home), encoding: .utf8)
    let name = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return name.isEmpty ? "default" : name
  }

  /// Remembers the choice for the next start.
  static func remember(_ name: String, home: Home) throws {
    try Data((name + "\n").utf8).write(to: choiceFile(home), options: .atomic)
  }

  private static func choiceFile(_ home: Home) -> URL {
    URL(filePath: home.configuration).appending(path: "theme")
  }

  private static func ownFiles(_ home: Home) -> [URL] {
    let folder = URL(filePath: home.configuration).appending(path: "themes")
    // Most operators have no such folder; that is no problem to report.
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
  }
}
