import Catalog
import Foundation
import Glibc
import Replication

/// The context files of a home: `contexts/NAME.yaml`.
public struct ContextFiles: Sendable {
  /// The home.
  public let home: Home

  /// Looks into a home; nothing is made yet.
  public init(home: Home) { self.home = home }

  /// The names of all contexts in alphabetical order.
  public func names() throws(ContextError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.filter(Self.isName).sorted()
    } catch {
      guard access(folder, F_OK) == 0 else { return [] }
      throw .io(operation: "list", path: folder, errno: EACCES)
    }
  }

  /// One context.
  public func load(_ name: String) throws(ContextError) -> ContextFile {
    try Self.check(name)
    guard let text = try SafeFile.read(file(name)) else { throw .unknown(name: name, known: try names()) }
    return try ContextReader(file: file(name)).read(text, name: name)
  }

  /// Changes a context under a lock; the file is replaced as a whole once `body` returns, or stays as it was.
  public func update<T>(_ name: String, _ body: (inout ContextFile) throws -> T) throws -> T {
    try Self.check(name)
    // Before the lock, so that a mistyped name makes no file.
    guard try SafeFile.read(file(name)) != nil else { throw ContextError.unknown(name: name, known: try names()) }
    let lock = try FolderLock.taken(lock)
    defer { close(lock) }
    let before = try load(name)
    var context = before
    let result = try body(&context)
    if context != before { try save(context, as: name) }
    return result
  }

  /// Adds a context; it becomes the current one if there was none.
  public func add(_ context: ContextFile) throws(ContextError) {
    try Self.check(context.name)
    try home.makeFolder(folder)
    try FolderLock.holding(lock) { () throws(ContextError) in
      guard try SafeFile.read(file(context.name)) == nil else { throw .exists(name: context.name) }
      try save(context, as: context.name)
      if try current() == nil { try home.setCurrentContext(context.name) }
    }
  }

  /// Removes a context's file; stores and catalog stay.
  public func remove(_ name: String) throws(ContextError) {
    try Self.check(name)
    let known = try names()
    guard known.contains(name) else { throw .unknown(name: name, known: known) }
    try FolderLock.holding(lock) { () throws(ContextError) in
      guard unlink(file(name)) == 0 || errno == ENOENT else {
        throw .io(operation: "remove", path: file(name), errno: errno)
      }
      SharedFolder.synchronize(folder)
      if try home.currentContext() == name { try home.setCurrentContext(nil) }
    }
  }

  /// Makes a context the current one.
  public func use(_ name: String) throws(ContextError) {
    try Self.check(name)
    let known = try names()
    guard known.contains(name) else { throw .unknown(name: name, known: known) }
    try home.setCurrentContext(name)
  }

  /// The name of the current context; nil where none was chosen or the chosen one is gone.
  public func current() throws(ContextError) -> String? {
    guard let name = try home.currentContext(), try names().contains(name) else { return nil }
    return name
  }

  /// The context a command works on.
  ///
  /// It is the one named, else the current one, else, in a home without contexts, a new embedded context `local`.
  public func choose(_ name: String?) throws(ContextError) -> ContextFile {
    if let name { return try load(name) }
    if let name = try current() { return try load(name) }
    let known = try names()
    if known == [Self.first], try !home.hasChosenContext() {
      // The first command died between making its context and choosing it.
      try home.setCurrentContext(Self.first)
      return try load(Self.first)
    }
    guard known.isEmpty else { throw .noCurrent(known: known) }
    do {
      try add(ContextFile(name: Self.first))
    } catch .exists {
      // Another process was a moment faster; its context is the one meant.
    }
    return try load(Self.first)
  }

  /// The context that the first command in an empty home makes.
  private static let first = "local"

  private var folder: String { "\(home.configuration)/contexts" }
  private var lock: String { "\(folder)/.lock" }
  private func file(_ name: String) -> String { "\(folder)/\(name).yaml" }

  /// Where a context's file lies.
  func path(of name: String) -> String { file(name) }

  /// What is written is read back first, so that no change can leave a file that does not open.
  private func save(_ context: ContextFile, as name: String) throws(ContextError) {
    let text = try ContextWriter(file: file(name)).text(of: context)
    _ = try ContextReader(file: file(name)).read(text, name: name)
    try SafeFile.replace(file(name), with: text)
  }

  private static func check(_ name: String) throws(ContextError) {
    guard isName(name) else { throw .badName(name) }
  }

  /// Letters, digits, `-` and `_` only: a name is a file's name and stands in the header.
  private static func isName(_ name: String) -> Bool { name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,63}/) != nil }
}
