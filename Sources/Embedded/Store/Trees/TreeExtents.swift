import CStorage
import Foundation

/// Where a sparse file has something stored; asked with rising offsets.
struct TreeExtents {
  private let file: TreeFile?
  private var start: Int64 = 0
  private var end: Int64 = 0

  /// Without a file everything counts as stored.
  init(_ file: TreeFile?) { self.file = file }

  /// The first offset from `offset` on where something is stored; `size` when nothing is any more.
  mutating func data(from offset: Int64, to size: Int64) throws(StoreError) -> Int64 {
    guard let file else { return offset }
    if offset >= end { try look(file, from: offset, to: size) }
    return min(max(offset, start), size)
  }

  private mutating func look(_ file: TreeFile, from offset: Int64, to size: Int64) throws(StoreError) {
    do {
      (start, end) = try file.reading { descriptor in
        let start = lseek(descriptor, Int(offset), cs_seek_data)
        // Nothing but a hole to the end; any other answer means that holes are not known here.
        if start < 0 { return (errno == ENXIO ? size : offset, size) }
        let end = lseek(descriptor, start, cs_seek_hole)
        return (Int64(start), end > start ? Int64(end) : size)
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw .fileUnreadable(path: file.path, errno: EIO)
    }
  }
}
