import Foundation
import Testing

/// A home with many backups, and entries of terminals with fewer colours than they come with.
final class TerminalGround: Sendable {
  let home: CommandHome
  /// The backups not yet replicated; each run takes one of its own.
  let backups: [String]

  /// Makes so many backups of one small disk.
  init(backups count: Int) throws {
    home = try CommandHome.backedUp(mebibytes: 4)
    let names = (1...count).map { "row-" + String(format: "%03d", $0) }
    for name in names {
      try home.json("backups", "create", "--server", "web", "--vault", "backup-east", "--name", name)
    }
    backups = names
    try makeEntries()
    try? makeLocale()
  }

  static let isPossible = ["/usr/bin/tic", "/usr/bin/infocmp"].allSatisfy(FileManager.default.isExecutableFile)

  private var entries: String { home.folder + "/terminfo" }
  private var locales: String { home.folder + "/locales" }

  /// What a console on such a terminal finds in its environment.
  func environment(_ cell: TerminalCase) -> [String: String] {
    var environment = home.consoleEnvironment
    environment["TERM"] = cell.type
    environment["LC_ALL"] = cell.locale
    // Where the locale could not be made this names one that is not there, which is worth a run too.
    if cell.locale.hasSuffix("8859-1") { environment["LOCPATH"] = locales }
    if cell.colours == .refused { environment["NO_COLOR"] = "1" }
    if let limit = cell.colours.limit { environment["TERMINFO"] = "\(entries)/\(limit)" }
    return environment
  }

  /// Writes the entries of all types with fewer colours.
  private func makeEntries() throws {
    for limit in TerminalCase.Colours.allCases.compactMap(\.limit) {
      let folder = "\(entries)/\(limit)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for type in TerminalCase.types.compactMap({ $0 }) where type != "no-such-terminal" {
        let source = "\(folder)/\(type).src"
        let lines = try tool("/usr/bin/infocmp", "-1", "-x", type).split(separator: "\n")
        let kept = lines.compactMap { Self.limited(String($0), to: limit) }
        try (kept.joined(separator: "\n") + "\n").write(toFile: source, atomically: true, encoding: .utf8)
        try tool("/usr/bin/tic", "-x", "-o", folder, source)
      }
    }
  }

  /// A line of an entry with at most so many colours; nil where without colours it has no place.
  private static func limited(_ line: String, to limit: Int) -> String? {
    let name = line.trimmingCharacters(in: .whitespaces).prefix { $0.isLetter || $0.isNumber }
    let values = ["colors": limit, "pairs": limit * limit]
    guard ["colors", "pairs", "setaf", "setab", "op", "initc", "oc", "ccc", "RGB"].contains(name) else { return line }
    guard limit > 0 else { return nil }
    guard let most = values[String(name)], let mark = line.firstIndex(of: "#") else { return line }
    let text = line[line.index(after: mark)...].trimmingCharacters(in: CharacterSet(charactersIn: ", \t"))
    let present = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
    return "\t\(name)#\(min(present ?? most, most)),"
  }

  private func makeLocale() throws {
    try FileManager.default.createDirectory(atPath: locales, withIntermediateDirectories: true)
    try tool(
      "/usr/bin/localedef", "--no-archive", "-i", "en_US", "-f", "ISO-8859-1", "\(locales)/en_US.ISO-8859-1")
  }

  @discardableResult
  private func tool(_ path: String, _ arguments: String...) throws -> String {
    try RunningProcess(
      path, arguments, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"], folder: home.folder
    ).wait().output
  }
}

extension TerminalGround {
  /// Runs cells of the matrix, some at a time, each with a row of its own.
  static func run(_ cells: [TerminalCase], storm: Int, stall: Double, atOnce: Int) async throws {
    let usable = cells.filter(\.isUsable)
    let ground = try TerminalGround(backups: usable.count)
    let rows = Dictionary(uniqueKeysWithValues: zip(usable, ground.backups))
    Soak.say("\(cells.count) kinds of terminals, \(storm) sizes and a stall of \(stall) s each")
    await withTaskGroup(of: Void.self) { group in
      for (number, cell) in cells.enumerated() {
        if number >= atOnce { await group.next() }
        let run = TerminalRun(ground: ground, cell: cell, row: rows[cell] ?? "", storm: storm, stall: stall)
        group.addTask {
          do { try run.run() } catch { Issue.record("\(cell): \(error)") }
        }
        if number % 50 == 49 { Soak.say("\(number + 1) begun") }
      }
      await group.waitForAll()
    }
    try ground.home.expectNobodyLeft()
  }
}
