import Foundation
import Replication

/// What images there are, one small JSON file each in the home: no region's store knows of them.
struct ImageRecords {
  /// The folder, which exists.
  let folder: String

  /// Notes an image, durably.
  func put(_ image: Image) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(image), as: UTF8.self)
    try SafeFile.replace("\(folder)/\(image.id).json", with: text)
  }

  /// Forgets an image.
  func remove(_ id: String) {
    // A note that stays only brings the row back when a lost catalog is rebuilt.
    _ = unlink("\(folder)/\(id).json")
  }

  /// All images whose notes can be read; a broken note hides no other.
  func all() throws -> [Image] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
      guard name.hasSuffix(".json"), let text = try SafeFile.read("\(folder)/\(name)") else { return nil }
      // A note that is no image's says nothing about any; the files it stood for are where they were.
      return try? JSONDecoder().decode(Image.self, from: Data(text.utf8))
    }
  }
}
