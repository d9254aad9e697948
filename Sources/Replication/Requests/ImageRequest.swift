/// A request to make disk files of a server backup or replica (S58, S60).
public struct ImageRequest: Codable, Hashable, Sendable {
  /// The id of the backup or replica.
  public var backup: String
  /// The absolute folder beneath which `<image id>/system.raw`, … are made.
  public var output: String
  /// The format of the files.
  public var format: ImageFormat

  /// Makes a request.
  public init(backup: String, output: String, format: ImageFormat = .raw) {
    self.backup = backup
    self.output = output
    self.format = format
  }
}
