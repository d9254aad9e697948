/// The context files of a home.
public struct ContextFiles: Sendable {
  /// The home.
  public let home: Home

  /// Looks into a home; nothing is made yet.
  public init(home: Home) { self.home = home }

  /// The names of all contexts in alphabetical order.
  public func names() throws(ContextError) -> [String] { throw ContextError.noHome }

  /// One context.
  public func load(_ name: String) throws(ContextError) -> ContextFile { throw ContextError.noHome }

  /// Changes a context under a lock; the file is replaced as a whole once `body` returns, or stays as it was.
  public func update<T>(_ name: String, _ body: (inout ContextFile) throws -> T) throws -> T { throw ContextError.noHome }

  /// Adds a context; it becomes the current one if there was none.
  public func add(_ context: ContextFile) throws(ContextError) { throw ContextError.noHome }

  /// Removes a context's file; stores and catalog stay.
  public func remove(_ name: String) throws(ContextError) { throw ContextError.noHome }

  /// Makes a context the current one.
  public func use(_ name: String) throws(ContextError) { throw ContextError.noHome }

  /// The name of the current context; nil where none was chosen.
  public func current() throws(ContextError) -> String? { throw ContextError.noHome }

  /// The context a command works on: the one named, else the current one, else, in an empty home, a new embedded
  /// context `local`.
  public func choose(_ name: String?) throws(ContextError) -> ContextFile { throw ContextError.noHome }
}
