internal import Replication

/// Three letters for each region, for the replica columns: of its city, else of its name.
struct RegionCodes: Sendable {
  private var codes: [String: String] = [:]

  private static let cities = [
    "hong kong": "HKG", "singapore": "SIN", "bangkok": "BKK", "tokyo": "TYO", "beijing": "BJS", "shanghai": "SHA",
    "guangzhou": "CAN", "johannesburg": "JNB", "frankfurt": "FRA", "jakarta": "JKT", "seoul": "SEL",
    "santiago": "SCL", "mexico city": "MEX", "sao paulo": "SAO", "paris": "PAR", "dublin": "DUB",
  ]

  /// Gives every region its own code.
  init(_ regions: [Region]) {
    var taken: Set<String> = []
    for region in regions {
      var code = Self.code(region)
      var number = 2
      while !taken.insert(code).inserted {
        code = String(Self.code(region).prefix(2)) + "\(number)"
        number += 1
      }
      codes[region.id] = code
    }
  }

  /// The code of a region.
  subscript(region: String) -> String { codes[region] ?? "" }

  private static func code(_ region: Region) -> String {
    let name = region.name.lowercased()
    if let city = cities.first(where: { name.contains($0.key) }) { return city.value }
    // What is a number alone names nothing.
    let last = region.name.split(separator: "-").last { $0.contains(where: \.isLetter) }.map(String.init) ?? region.id
    return String(last.unicodeScalars.filter { $0.properties.isAlphabetic }.prefix(3).map(Character.init)).uppercased()
  }
}
