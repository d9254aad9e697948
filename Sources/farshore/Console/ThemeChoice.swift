import Console
import Embedded
import Foundation
import Replication

/// The themes an operator can choose from.
enum ThemeChoice {
  /// The built-in themes with the operator's own laid over them, and what was wrong with the latter.
  static func load(home: Home) -> (themes: [ThemeOffer], notices: [Notice]) {
    var themes = ThemeLibrary.offers
    var notices: [Notice] = []
    let shelf = ThemeShelf(home: home)
    for name in shelf.ownNames {
      let file = shelf.path(name)
      do {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let theme = ThemeOffer(try ThemeLibrary.parse(text, name: name, file: file))
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
}
