import Embedded
import Foundation

/// The file a copied text goes through where the terminal cannot be asked: into tmux, or for the operator to read.
struct ClipboardFile {
  let path: String

  init(home: Home) { path = home.data + "/clipboard.txt" }

  /// Writes the text, readable by its owner alone, in the place of the one before.
  func write(_ text: String, ending: String = "\n") throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    // The old file goes first, so that a link put in its place is not followed.
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data((text + ending).utf8))
  }

  /// Gives the text to tmux, which offers it to the terminal as well; false where tmux would not take it.
  func giveToTmux() -> Bool {
    defer { unlink(path) }
    // Before 3.2 there is no -w.
    return run(["load-buffer", "-w", path]) || run(["load-buffer", path])
  }

  private func run(_ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tmux"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // A tmux that cannot be started has not taken it; the caller says what is done instead.
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
