extension Catalog {
  /// Opens a catalog, making it where there is none.
  public static func open(at path: String) throws(CatalogError) -> Catalog {
    throw CatalogError.failed(path: path, reason: "unfinished")
  }

  /// Renames a corrupt catalog with its journal to `…-corrupt-<time>` and returns the new name.
  ///
  /// Throws `CatalogError.sound` where another process has replaced it already.
  public static func setAside(_ path: String) throws -> String {
    throw CatalogError.failed(path: path, reason: "unfinished")
  }
}
