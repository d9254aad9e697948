/// A JSON value of any shape.
enum JSONValue: Decodable, Equatable {
  case null
  case flag(Bool)
  case whole(Int64)
  case real(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let whole = try? container.decode(Int64.self) {
      self = .whole(whole)
    } else if let real = try? container.decode(Double.self) {
      self = .real(real)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The value at a path such as `vault.name`.
  subscript(path: String) -> JSONValue? {
    path.split(separator: ".").reduce(Optional(self)) { value, key in
      if case .object(let members) = value { members[String(key)] } else { nil }
    }
  }

  /// The value in words: members of lists are divided by `; `, those of objects by blanks.
  var words: String {
    switch self {
    case .null: ""
    case .flag(let flag): String(flag)
    case .whole(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    case .list(let values): values.map(\.words).joined(separator: "; ")
    case .object(let members):
      members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.words)" }.joined(separator: " ")
    }
  }
}
