extension Schedule: Codable {
  private enum CodingKeys: String, CodingKey {
    case rule, zone, start
  }

  /// Reads the texts of rule, zone and first day.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      rule: try Recurrence(try container.decode(String.self, forKey: .rule)),
      zone: try NamedZone(try container.decode(String.self, forKey: .zone)),
      start: try container.decode(CivilDay.self, forKey: .start))
  }

  /// Writes them as texts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule.text, forKey: .rule)
    try container.encode(zone.name, forKey: .zone)
    try container.encode(start, forKey: .start)
  }
}
