import Foundation
import TerminalSupport

/// The disk and the folder that are backed up between kills, and how they change.
struct KillSources {
  /// What a backup has to give back.
  enum Content: Hashable {
    case disk(Data)
    case tree([String])

    var isTree: Bool { if case .tree = self { true } else { false } }
  }

  let diskPath: String
  let treePath: String
  private(set) var disk: Data

  /// A disk of noise, and a folder with small and large files and links of either kind.
  init(_ home: CommandHome, mebibytes: Int, seed: UInt64) throws {
    diskPath = try home.disk("s.raw", mebibytes: mebibytes, seed: seed)
    disk = try Data(contentsOf: URL(fileURLWithPath: diskPath))
    treePath = "\(home.folder)/share"
    for folder in 0..<6 {
      let path = "\(treePath)/folder-\(folder)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for file in 0..<8 {
        let bytes = Noise(seed: seed &+ UInt64(folder * 8 + file)).bytes(file == 0 ? 1_200_000 : 700 * file)
        try bytes.write(to: URL(fileURLWithPath: "\(path)/file-\(file)"))
      }
    }
    try FileManager.default.createSymbolicLink(atPath: "\(treePath)/link", withDestinationPath: "folder-1/file-3")
    try FileManager.default.linkItem(atPath: "\(treePath)/folder-2/file-2", toPath: "\(treePath)/folder-3/twin")
  }

  /// Two stretches of the disk get new bytes, or all of it, so that each backup is another one.
  mutating func changeDisk(_ numbers: inout SeededNumbers, wholly: Bool, in home: CommandHome) throws {
    if wholly { disk = Noise(seed: numbers.next()).bytes(disk.count) }
    for _ in 0..<2 {
      let bytes = Noise(seed: numbers.next()).bytes(1 << 16)
      let offset = Int.random(in: 0...(disk.count - bytes.count), using: &numbers)
      disk.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
    try disk.write(to: URL(fileURLWithPath: diskPath))
    try home.awaitNoWriter(diskPath)
  }

  /// A file gets new bytes, another one comes or goes.
  func changeTree(_ numbers: inout SeededNumbers) throws {
    let changed = "\(treePath)/folder-\(numbers.next() % 6)/file-\(numbers.next() % 8)"
    try Noise(seed: numbers.next()).bytes(Int(numbers.next() % 400_000)).write(to: URL(fileURLWithPath: changed))
    let passing = "\(treePath)/folder-\(numbers.next() % 6)/passing"
    if FileManager.default.fileExists(atPath: passing) {
      try FileManager.default.removeItem(atPath: passing)
    } else {
      try Noise(seed: numbers.next()).bytes(9_000).write(to: URL(fileURLWithPath: passing))
    }
  }
}
