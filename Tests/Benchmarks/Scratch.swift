import Foundation

/// The folder in which everything is made and measured.
struct Scratch: Sendable {
  let folder: String

  init(folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: samples, withIntermediateDirectories: true)
    remove("work")
  }

  /// Where samples lie, which are the same at every run.
  var samples: String { folder + "/samples" }

  /// A path beneath the part that every contender gets empty.
  func work(_ name: String) -> String { folder + "/work/" + name }

  /// Gives the next contender an empty place.
  func fresh() throws {
    remove("work")
    try FileManager.default.createDirectory(atPath: folder + "/work", withIntermediateDirectories: true)
  }

  /// Removes what was made here.
  func clear(keepingSamples: Bool) {
    remove("work")
    if !keepingSamples { remove("samples") }
  }

  private func remove(_ name: String) {
    // What cannot be removed is left to Scripts/bench, which removes the whole folder.
    try? FileManager.default.removeItem(atPath: folder + "/" + name)
  }
}
