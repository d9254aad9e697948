import Foundation

/// What a disk holds after the power was cut: built from what was done to it, in the order in which it was done.
struct PowerCut {
  /// What was done to the disk.
  enum Event {
    case makeFile(Int, in: ino_t, name: String)
    case makeFolder(ino_t, in: ino_t, name: String)
    case move(from: ino_t, name: String, to: ino_t, as: String)
    case remove(in: ino_t, name: String)
    case syncFile(Int, Data)
    case syncFolder(ino_t)
    /// The program has said that something is done.
    case acknowledge(String)
  }

  /// How careless the disk is with what nobody synced.
  enum Model: CaseIterable {
    /// A folder holds the names that it had when it was synced last.
    case losesNames
    /// Names are there at once, but files hold what they held when they were synced last, at first nothing.
    case losesContents
  }

  private enum Node {
    case file(Int)
    case folder(ino_t)
  }

  let model: Model
  private let root: ino_t
  private var present: [ino_t: [String: Node]] = [:]
  private var durable: [ino_t: [String: Node]] = [:]
  private var contents: [Int: Data] = [:]
  /// What has been acknowledged so far.
  private(set) var acknowledged: [String] = []

  init(_ model: Model, root: ino_t) {
    self.model = model
    self.root = root
  }

  mutating func take(_ event: Event) {
    switch event {
    case .makeFile(let file, let folder, let name): present[folder, default: [:]][name] = .file(file)
    case .makeFolder(let made, let folder, let name): present[folder, default: [:]][name] = .folder(made)
    case .move(let from, let name, let to, let target):
      present[to, default: [:]][target] = present[from]?.removeValue(forKey: name)
    case .remove(let folder, let name): present[folder]?[name] = nil
    case .syncFile(let file, let bytes): contents[file] = bytes
    case .syncFolder(let folder): durable[folder] = present[folder]
    case .acknowledge(let what): acknowledged.append(what)
    }
  }

  /// Writes what is left of the disk into a folder.
  func write(to path: String) throws {
    try write(root, to: path)
  }

  private func write(_ folder: ino_t, to path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, node) in (model == .losesNames ? durable : present)[folder] ?? [:] {
      switch node {
      case .folder(let below): try write(below, to: "\(path)/\(name)")
      case .file(let file): try (contents[file] ?? Data()).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
      }
    }
  }
}
