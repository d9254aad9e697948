/// What an operator has typed or chosen before, in this console and in former ones; the latest first.
public struct ConsoleHistory: Hashable, Sendable, Codable {
  /// One thing to be remembered.
  public enum Entry: Hashable, Sendable {
    /// A command of the palette, by its name.
    case command(String)
    /// A filter as it was typed.
    case filter(String)
  }

  /// How many are kept of each kind.
  public static let limit = 100
  /// Longer ones are not kept.
  public static let longest = 500

  /// The names of commands.
  public private(set) var commands: [String]
  /// Filters.
  public private(set) var filters: [String]

  /// Makes a history; what is too much or too long is left out.
  public init(commands: [String] = [], filters: [String] = []) {
    self.commands = Self.bounded(commands)
    self.filters = Self.bounded(filters)
  }

  /// Reads a history from outside, where nobody kept to the bounds.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      commands: try values.decodeIfPresent([String].self, forKey: .commands) ?? [],
      filters: try values.decodeIfPresent([String].self, forKey: .filters) ?? [])
  }

  /// Puts something at the head.
  public mutating func add(_ entry: Entry) {
    switch entry {
    case .command(let name): commands = Self.bounded([name] + commands.filter { $0 != name })
    case .filter(let text): filters = Self.bounded([text] + filters.filter { $0 != text })
    }
  }

  private static func bounded(_ entries: [String]) -> [String] {
    Array(entries.filter { !$0.isEmpty && $0.utf8.count <= longest }.prefix(limit))
  }
}
