/// An extended attribute of an entry.
struct TreeAttribute: Hashable, Sendable {
  /// The longest name and value that Linux knows.
  static let limits = (name: 255, value: 65536)

  /// The name with its namespace, such as `user.origin`.
  var name: [UInt8]
  /// The value.
  var value: [UInt8]

  /// Whether any owner of a file may set it: an own attribute, or a list of who else may use the file.
  var isUsers: Bool { name.starts(with: "user.".utf8) || name.starts(with: "system.posix_acl_".utf8) }

  /// Bytes of the attribute in an entry.
  var length: Int { 6 + name.count + value.count }
}
