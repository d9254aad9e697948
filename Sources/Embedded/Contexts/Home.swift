/// The folders farshore keeps its contexts and catalogs in (`--home`, `FARSHORE_HOME`, else the XDG folders).
public struct Home: Hashable, Sendable {
  /// The folder of context files and of the choice of the current one.
  public let configuration: String
  /// The folder of catalogs and claims.
  public let data: String
  /// The one folder given by `--home` or `FARSHORE_HOME`; nil for XDG folders. What a worker is started with.
  public let option: String?

  /// The folder to name to an operator.
  public var path: String { data }

  /// Makes a home whose configuration and data lie in one folder.
  public init(folder: String) {
    self.init(configuration: folder, data: folder, option: folder)
  }

  init(configuration: String, data: String, option: String?) {
    self.configuration = configuration
    self.data = data
    self.option = option
  }

  /// The home meant by the option, the environment, or neither; nothing is made yet.
  public static func resolve(option: String?, environment: [String: String]) throws(ContextError) -> Home {
    throw ContextError.noHome
  }

  /// The catalog of a context; its folder may not exist yet, `Catalog.open` makes it.
  public func catalogPath(_ context: String) -> String { "\(data)/state/\(context)/catalog.db" }

  /// The folder of the claims on a context's tasks; make it with `makeFolder`.
  public func claimsFolder(_ context: String) -> String { "\(data)/state/\(context)/claims" }

  /// A UUID that names this home in the stores it owns, made on first use.
  public func id() throws(ContextError) -> String { throw ContextError.noHome }

  /// Makes a folder and those above it: 0700, or shared with the group where the folder above is.
  public func makeFolder(_ path: String) throws(ContextError) { throw ContextError.noHome }

  /// The name of the current context; nil where none was chosen.
  public func currentContext() throws(ContextError) -> String? { throw ContextError.noHome }

  /// Chooses the current context.
  public func setCurrentContext(_ name: String?) throws(ContextError) { throw ContextError.noHome }
}
