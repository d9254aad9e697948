import Catalog
import Foundation

/// The folders farshore keeps its contexts and catalogs in (`--home`, `FARSHORE_HOME`, else the XDG folders).
public struct Home: Hashable, Sendable {
  /// The folder of context files and of the choice of the current one.
  public let configuration: String
  /// The folder of catalogs and claims.
  public let data: String
  /// The one folder given by `--home` or `FARSHORE_HOME`; nil for XDG folders.
  ///
  /// What a worker is started with.
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
  ///
  /// Relative XDG folders are ignored, as their specification asks; a relative option counts from the working folder.
  public static func resolve(option: String?, environment: [String: String]) throws(ContextError) -> Home {
    if let folder = given(option) ?? given(environment["FARSHORE_HOME"]) {
      return Home(folder: URL(fileURLWithPath: folder).standardizedFileURL.path)
    }
    let configuration = absolute(environment["XDG_CONFIG_HOME"])
    let data = absolute(environment["XDG_DATA_HOME"])
    if let configuration, let data {
      return Home(configuration: "\(configuration)/farshore", data: "\(data)/farshore", option: nil)
    }
    guard let own = absolute(environment["HOME"]) else { throw .noHome }
    return Home(
      configuration: "\(configuration ?? "\(own)/.config")/farshore",
      data: "\(data ?? "\(own)/.local/share")/farshore", option: nil)
  }

  /// The catalog of a context; its folder may not exist yet, `Catalog.open` makes it.
  public func catalogPath(_ context: String) -> String { "\(data)/state/\(context)/catalog.db" }

  /// The folder of the claims on a context's tasks; make it with `makeFolder`.
  public func claimsFolder(_ context: String) -> String { "\(data)/state/\(context)/claims" }

  /// The folders in which small files are replaced, whatever the context.
  var folders: [String] { Set([data, configuration, "\(configuration)/contexts"]).sorted() }

  /// A UUID that names this home in the stores it owns, made on first use.
  public func id() throws(ContextError) -> String {
    try makeFolder(data)
    let file = "\(data)/home-id"
    return try FolderLock.holding("\(data)/.home-id.lock") { () throws(ContextError) in
      if let known = try SafeFile.read(file)?.trimmingCharacters(in: .whitespacesAndNewlines) {
        // Guessing a new id would take the home's own stores away from it.
        guard UUID(uuidString: known) != nil else {
          throw .broken(file: file, line: 1, column: 1, problem: "this is not a UUID")
        }
        return known
      }
      let made = UUID().uuidString.lowercased()
      try SafeFile.replace(file, with: made + "\n")
      return made
    }
  }

  /// Makes a folder and those above it: 0700, or shared with the group where the folder above is.
  public func makeFolder(_ path: String) throws(ContextError) {
    if let number = SharedFolder.make(path) { throw .io(operation: "make the folder", path: path, errno: number) }
  }

  /// The name of the current context; nil where none was chosen.
  public func currentContext() throws(ContextError) -> String? {
    given(try SafeFile.read(choice)?.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Whether a current context was ever chosen, if only to be none.
  func hasChosenContext() throws(ContextError) -> Bool { try SafeFile.read(choice) != nil }

  /// Chooses the current context; nil chooses none.
  public func setCurrentContext(_ name: String?) throws(ContextError) {
    try makeFolder(configuration)
    try SafeFile.replace(choice, with: (name ?? "") + "\n")
  }

  private var choice: String { "\(configuration)/current-context" }
}

/// Nil for nothing and for an empty text alike.
private func given(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }

private func absolute(_ folder: String?) -> String? { given(folder).flatMap { $0.hasPrefix("/") ? $0 : nil } }
