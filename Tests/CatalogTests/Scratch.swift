import Catalog
import Foundation

/// A folder of a test's own, removed with the object.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "catalog-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { remove() }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  var path: String { folder + "/state/local/catalog.db" }

  func open() throws -> Catalog { try Catalog.open(at: path) }
}
