/// An extended attribute of an entry.
struct TreeAttribute: Hashable, Sendable {
  /// The longest name and value that Linux knows.
  static let limits = (name: 255, value: 65536)

  /// The name with its namespace, such as `user.origin`.
  var name: [UInt8]
  /// The value.
  var value: [UInt8]

  /// Whether any owner of a file may set it.
  var isUsers: Bool { name.starts(with: "user.".utf8) }

  /// Bytes of the attribute in an entry.
  var length: Int { 6 + name.count + value.count }
}
