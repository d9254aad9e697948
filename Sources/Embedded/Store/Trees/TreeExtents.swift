import CStorage
import Foundation

/// Where a sparse file has something stored; asked with rising offsets.
struct TreeExtents: Sendable {
  private let file: TreeOpenFile?
  private var start: Int64 = 0
  private var end: Int64 = 0

  /// Without a file everything counts as stored.
  init(_ file: TreeOpenFile?) { self.file = file }

  /// The first offset from `offset` on where something is stored; `size` when nothing is any more.
  mutating func data(from offset: Int64, to size: Int64) -> Int64 {
    guard let file else { return offset }
    if offset >= end { look(file, from: offset, to: size) }
    return min(max(offset, start), size)
  }

  private mutating func look(_ file: TreeOpenFile, from offset: Int64, to size: Int64) {
    let found = lseek(file.descriptor, Int(offset), cs_seek_data)
    // Nothing but a hole to the end; any other answer means that holes are not known here.
    guard found >= 0 else {
      (start, end) = (errno == ENXIO ? size : offset, size)
      return
    }
    let hole = lseek(file.descriptor, found, cs_seek_hole)
    (start, end) = (Int64(found), hole > found ? Int64(hole) : size)
  }
}
