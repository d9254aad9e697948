import Foundation

/// What can be seen of everything beneath a folder, line by line; two folders with equal pictures are the same.
enum TreePicture {
  static func of(_ folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    var first: [ino_t: String] = [:]
    return try ([""] + names).map { name in
      let path = name.isEmpty ? folder : "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { throw CocoaError(.fileNoSuchFile) }
      let moment = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
      let line = "\(name) \(String(status.st_mode, radix: 8)) \(moment)"
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        let twin = first[status.st_ino, default: name]
        first[status.st_ino] = twin
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return "\(line) \(bytes.count) \(digest(bytes)) \(status.st_nlink) \(twin)"
      case S_IFLNK: return "\(line) -> \(try FileManager.default.destinationOfSymbolicLink(atPath: path))"
      default: return line
      }
    }
  }

  /// Tells contents apart that nobody chose to look alike (FNV-1a over words).
  private static func digest(_ bytes: Data) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for at in stride(from: 0, to: raw.count & ~7, by: 8) {
        hash = (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x0100_0000_01b3
        hash ^= hash >> 29
      }
      for at in (raw.count & ~7)..<raw.count { hash = (hash ^ UInt64(raw[at])) &* 0x0100_0000_01b3 }
      return hash
    }
  }
}
