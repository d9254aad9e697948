import Console
import Embedded
import Foundation

/// The themes there are: the operator's own in the home's `themes` folder, which override those built in.
struct ThemeShelf {
  let home: Home

  /// The folder of the operator's own themes; it need not exist.
  var folder: String { home.configuration + "/themes" }

  /// All themes by name, without their text.
  func themes() throws -> [ThemeShape] {
    let own = ownNames
    let builtIn = ThemeLibrary.names.filter { !own.contains($0) }.map { ThemeShape(name: $0, source: "built-in") }
    return builtIn + own.map { ThemeShape(name: $0, source: path($0)) }
  }

  /// One theme with its text.
  func theme(_ name: String) throws -> ThemeShape {
    if ownNames.contains(name) {
      return ThemeShape(name: name, source: path(name), text: try String(contentsOfFile: path(name), encoding: .utf8))
    }
    guard let text = ThemeLibrary.source(of: name) else {
      throw CommandError.unknownTheme(name, known: try themes().map(\.name))
    }
    return ThemeShape(name: name, source: "built-in", text: text)
  }

  /// The names of the operator's own themes.
  var ownNames: [String] {
    // No folder, no own themes.
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The file of one of the operator's own themes.
  func path(_ name: String) -> String { "\(folder)/\(name).yaml" }
}
