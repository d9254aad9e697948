import Foundation

/// Counts a folder's bytes before anything is admitted: regular files, hard links once (S27).
struct TreeSurvey {
  private let root: String
  private let device: dev_t
  private var open: [(folder: TreeFolder, names: TreeNames)] = []
  private var links = TreeLinks()
  private var size: Int64 = 0

  /// Bytes of the files beneath `path`, on its own file system.
  static func size(of path: String) throws(StoreError) -> Int64 {
    var survey = try TreeSurvey(path)
    while try survey.step() {}
    return survey.size
  }

  private init(_ path: String) throws(StoreError) {
    root = path
    let folder = try TreeFolder.root(path)
    guard let status = folder.ownStatus() else { throw .fileUnreadable(path: path, errno: errno) }
    device = status.st_dev
    try enter(folder)
  }

  private mutating func enter(_ folder: TreeFolder) throws(StoreError) {
    guard open.count < TreeEntry.limits.depth else {
      throw .treeLimit(path: TreePath.text(root, folder.path), reason: "it lies too deep")
    }
    guard let names = try folder.names() else { return try pass(folder.path) }
    open.append((folder, names))
  }

  /// Deals with one name; false when there are no more.
  private mutating func step() throws(StoreError) -> Bool {
    guard let folder = open.last?.folder else { return false }
    guard let name = try open[open.count - 1].names.take() else {
      open.removeLast()
      return true
    }
    guard let status = folder.status(name) else {
      try pass(folder.place(of: name))
      return true
    }
    guard status.st_dev == device else { return true }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      if status.st_nlink > 1 {
        guard try links.first(UInt64(status.st_ino)) == nil else { return true }
        try links.note(UInt64(status.st_ino), at: [])
      }
      size += Int64(status.st_size)
    case S_IFDIR:
      if let below = folder.folder(name) { try enter(below) } else { try pass(folder.place(of: name)) }
    default: break
    }
    return true
  }

  /// What went away since it was listed is not read either; the backup itself will tell.
  private func pass(_ place: [UInt8]) throws(StoreError) {
    let reason = errno
    guard TreeFile.isGone(reason), !place.isEmpty else {
      throw .fileUnreadable(path: TreePath.text(root, place), errno: reason)
    }
  }
}
