import Catalog
import Embedded
import Foundation

/// A home whose catalog holds very many backups, for the console to be opened on.
struct ConsolePlace {
  /// How the selected row shows; a theme for each lies in the home.
  enum Bar: String, CaseIterable {
    case row, name, marker
  }

  private static let regions = [
    ("ap-southeast-1", "CN-Hong Kong"), ("ap-southeast-2", "AP-Bangkok"), ("ap-southeast-3", "AP-Singapore"),
    ("cn-east-3", "CN East-Shanghai1"),
  ]

  let program: String
  let folder: String
  private var home: Home { Home(folder: folder + "/home") }

  /// Makes the home, or takes the one that a former run has kept.
  static func make(in folder: String, program: String, backups: Int, replicasOfEach: Int) throws -> ConsolePlace {
    let mark = folder + "/complete"
    if FileManager.default.fileExists(atPath: mark) {
      let place = ConsolePlace(program: program, folder: folder)
      try place.choose(.row)
      return place
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let place = ConsolePlace(program: program, folder: folder)
    let child = Child(program: program, environment: ["FARSHORE_HOME": folder + "/home"], folder: folder)
    for (id, name) in regions {
      try child.run(["regions", "add", id, "--name", name, "--store", folder + "/stores/" + id])
    }
    try child.run(["backups", "list"])
    // Rows without records would be mended away where their store can be asked.
    try FileManager.default.removeItem(atPath: folder + "/stores")
    let catalog = try Catalog.open(at: place.home.catalogPath("local"))
    try BigCatalog(backups: backups, replicasOfEach: replicasOfEach, regions: regions.map(\.0)).fill(catalog)
    try place.writeThemes(child)
    try Data().write(to: URL(filePath: mark))
    return place
  }

  private func writeThemes(_ child: Child) throws {
    let shelf = home.configuration + "/themes"
    try FileManager.default.createDirectory(atPath: shelf, withIntermediateDirectories: true)
    let text = String(decoding: try child.run(["themes", "show", "default"]).printed, as: UTF8.self)
    guard text.contains("selection: row") else { throw BenchmarkError.unreadable(command: "farshore themes show") }
    for bar in Bar.allCases {
      let theme = text.replacingOccurrences(of: "selection: row", with: "selection: \(bar.rawValue)")
      try theme.write(toFile: "\(shelf)/bench-\(bar.rawValue).yaml", atomically: true, encoding: .utf8)
    }
    try choose(.row)
  }

  /// Settles how the selected row shows from the next start on.
  func choose(_ bar: Bar) throws {
    let text = bar == .row ? "" : "theme: bench-\(bar.rawValue)\n"
    try text.write(toFile: home.configuration + "/config.yaml", atomically: true, encoding: .utf8)
  }

  /// Starts the console and waits for its first rows.
  /// - Returns: The terminal, and the seconds until the rows were shown.
  func open(_ size: TimedTerminal.Size) throws -> (terminal: TimedTerminal, start: Double) {
    let terminal = try TimedTerminal(program, ["console", "--home", folder + "/home"], folder: folder, size: size)
    let start = try terminal.wait(for: "Available")
    return (terminal, start)
  }
}
