import CStorage
import Foundation
import Replication

/// Rebuilds one disk, or a sample of its chunks, and compares the file with the disk's manifest.
struct DiskDrill: Sendable {
  private let disk: StoredDisk
  private let store: RegionStore
  private let sample: DrillSample
  private let path: String
  private let observer: any TransferObserver
  private let meter: ProgressMeter

  init(
    _ disk: StoredDisk, of store: RegionStore, sample: DrillSample, path: String, observer: any TransferObserver,
    meter: ProgressMeter
  ) {
    self.disk = disk
    self.store = store
    self.sample = sample
    self.path = path
    self.observer = observer
    self.meter = meter
  }

  /// Adds what was compared and what differs.
  func run(_ findings: inout DrillFindings) throws {
    if sample.isWhole {
      _ = try store.restore(disk, to: path, observer: observer)
    } else {
      try WorkerGroup.run(1) { [self] in try writeSample() }
    }
    let compared = ResultBox<DrillFindings>()
    try WorkerGroup.run(1) { [self] in compared.put(try compare()) }
    guard let result = compared.take() else { throw TransferStopped.cancelled }
    findings.chunks += result.chunks
    findings.bytes += result.bytes
    findings.problems += result.problems
  }

  private func writeSample() throws {
    let target = try DiskTarget(path: path, size: disk.size)
    let (stored, plain) = (ChunkReader.buffer(), ChunkReader.buffer())
    let reader = ChunkReader(store.objects, store.index, stored: stored, plain: plain)
    try eachChunk { entry, offset in
      var content = try reader.content(entry.id, length: Int(entry.length))
      if Int(bitPattern: content.baseAddress) % AlignedBuffer.alignment != 0 {
        plain.bytes.put(content, at: 0)
        content = plain.prefix(content.count)
      }
      try target.write(content, at: offset)
      meter.add(logical: 0, crossed: content.count)
    }
    try target.finish()
  }

  /// Reads the file back and hashes it chunk by chunk; in a whole disk holes must read as zeros.
  private func compare() throws -> DrillFindings {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw StoreError.io(operation: "open", path: path, errno: errno) }
    defer { close(file) }
    ScratchReading.forget(file)
    meter.enter(.verifying)
    var findings = DrillFindings()
    let buffer = ChunkReader.buffer()
    try eachChunk { entry, offset in
      let count = try ScratchReading.read(file, path, at: offset, length: Int(entry.length), into: buffer)
      if count < Int(entry.length) || ContentHash.of(buffer.prefix(count)) != entry.id {
        findings.problems.append(different(at: offset, chunk: entry.id.description))
      }
      findings.chunks += 1
      findings.bytes += entry.length
      meter.add(logical: entry.length)
    } hole: { offset, length in
      if !(try isZero(file, offset, length, buffer)) {
        findings.problems.append(different(at: offset, chunk: nil))
      }
      findings.bytes += length
      meter.add(logical: length)
    }
    return findings
  }

  private func different(at offset: Int64, chunk: String?) -> StoreProblem {
    StoreProblem(
      object: "disk \(disk.name)", backup: nil, chunk: chunk,
      message: "\(disk.name): what was rebuilt at byte \(offset) is not what was backed up.")
  }

  /// Goes through the chosen chunks in order, and the holes of a whole disk.
  private func eachChunk(
    _ body: (PageEntry, Int64) throws -> Void, hole: (Int64, Int64) throws -> Void = { _, _ in }
  ) throws {
    var walk = ManifestWalk(try MissingWalk.head(of: disk, in: store))
    let pages = ChunkReader.forPages(store.objects, store.index)
    while let step = walk.next(pages) {
      switch step {
      case .chunk(let entry, let offset): if sample.holds(offset) { try body(entry, offset) }
      case .hole(let offset, let length): if sample.isWhole { try hole(offset, length) }
      case .broken(let error, _, _): throw error
      case .page, .same: break
      }
      try observer.checkpoint()
    }
  }

  /// Whether a stretch reads as zeros; what the file system keeps as holes need not be read.
  private func isZero(_ file: Int32, _ offset: Int64, _ length: Int64, _ buffer: AlignedBuffer) throws -> Bool {
    var position = offset
    while position < offset + length {
      let data = lseek(file, Int(position), cs_seek_data)
      if data < 0 || Int64(data) >= offset + length { return true }
      position = Int64(data)
      let part = Int(min(offset + length - position, Int64(Limits.chunk)))
      guard try ScratchReading.read(file, path, at: position, length: part, into: buffer) == part,
        buffer.prefix(part).isZero
      else { return false }
      position += Int64(part)
      try observer.checkpoint()
    }
    return true
  }
}
