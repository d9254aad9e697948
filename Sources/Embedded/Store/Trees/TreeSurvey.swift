import Foundation

/// Counts a folder's bytes before anything is admitted: regular files, hard links once (S27).
struct TreeSurvey {
  private struct Identity: Hashable {
    var device: dev_t
    var inode: ino_t
  }

  private let root: String
  private var size: Int64 = 0
  private var seen: Set<Identity> = []

  private init(root: String) { self.root = root }

  /// Bytes of the files beneath `path`, on its own file system.
  static func size(of path: String) throws(StoreError) -> Int64 {
    var survey = TreeSurvey(root: path)
    let folder = try TreeFolder.root(path)
    guard let status = folder.ownStatus() else { throw .fileUnreadable(path: path, errno: errno) }
    try survey.count(folder, device: status.st_dev)
    return survey.size
  }

  private mutating func count(_ folder: TreeFolder, device: dev_t) throws(StoreError) {
    guard let names = folder.names() else { throw failure(folder.path) }
    for name in names {
      guard let status = folder.status(name) else {
        // What went away since it was listed is not read either; the backup itself will tell.
        if errno == ENOENT { continue }
        throw failure(folder.place(of: name))
      }
      guard status.st_dev == device else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        let identity = Identity(device: status.st_dev, inode: status.st_ino)
        if status.st_nlink == 1 || seen.insert(identity).inserted { size += Int64(status.st_size) }
      case S_IFDIR:
        guard let below = folder.folder(name) else { throw failure(folder.place(of: name)) }
        try count(below, device: device)
      default: continue
      }
    }
  }

  private func failure(_ place: [UInt8]) -> StoreError {
    .fileUnreadable(path: TreeFile.text(root, place), errno: errno)
  }
}
