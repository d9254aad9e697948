/// A request to provision a server of an image: new disk files, registered as a server (S58).
public struct ServerRequest: Codable, Hashable, Sendable {
  /// The id of the image.
  public var image: String
  /// The name the server is registered under, in the image's region.
  public var name: String
  /// The id of the project; nil means that of the image's backup.
  public var project: String?
  /// The absolute folder of the disk files, which must not exist; nil means one beside the region's store.
  public var path: String?

  /// Makes a request.
  public init(image: String, name: String, project: String? = nil, path: String? = nil) {
    self.image = image
    self.name = name
    self.project = project
    self.path = path
  }
}
