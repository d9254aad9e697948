/// A request to make a file system of an SFS Turbo backup or replica (S59).
public struct FileSystemRequest: Codable, Hashable, Sendable {
  /// The id of the backup or replica.
  public var backup: String
  /// The name the file system is registered under, in the backup's region.
  public var name: String
  /// The absolute path of the folder, which must not exist.
  public var path: String
  /// Whether owners, setuid bits, devices and security attributes are restored instead of left out.
  public var isPrivileged: Bool

  /// Makes a request.
  public init(backup: String, name: String, path: String, isPrivileged: Bool = false) {
    self.backup = backup
    self.name = name
    self.path = path
    self.isPrivileged = isPrivileged
  }
}
