import Foundation

/// The names in one folder in the order of their bytes; more than a bounded number of them are sorted on disk.
struct TreeNames {
  /// Bytes of names that are sorted in memory.
  static let bound = 1 << 20

  private struct Run {
    var position: Int64
    let end: Int64
    var buffer: [UInt8] = []
    var next = 0
    var name: [UInt8]?
  }

  private var arena: [UInt8] = []
  private var starts: [Int32] = []
  private var next = 0
  private var runs: [Run] = []
  private var spill: SpillFile?
  private var spilled: Int64 = 0

  /// Reads the names out of a folder that was opened for it; nil with errno.
  init?(of stream: OpaquePointer, bound: Int = Self.bound) throws(StoreError) {
    errno = 0
    while let entry = readdir(stream) {
      withUnsafeBytes(of: &entry.pointee.d_name) { bytes in add(bytes.prefix { $0 != 0 }) }
      if arena.count >= bound { try endRun() }
      errno = 0
    }
    guard errno == 0 else { return nil }
    guard spill != nil else {
      sort()
      return
    }
    try endRun()
    (arena, starts) = ([], [])
    for index in runs.indices { try advance(&runs[index]) }
  }

  /// The next name; nil at the end.
  mutating func take() throws(StoreError) -> [UInt8]? {
    guard spill != nil else {
      guard next < starts.count else { return nil }
      defer { next += 1 }
      let start = Int(starts[next])
      return Array(arena[(start + 1)..<(start + 1 + Int(arena[start]))])
    }
    var least: Int?
    for index in runs.indices {
      guard let name = runs[index].name else { continue }
      if let other = least.flatMap({ runs[$0].name }), !name.lexicographicallyPrecedes(other) { continue }
      least = index
    }
    guard let least else { return nil }
    let name = runs[least].name
    try advance(&runs[least])
    return name
  }

  private mutating func add(_ name: Slice<UnsafeRawBufferPointer>) {
    guard !name.elementsEqual([0x2e]), !name.elementsEqual([0x2e, 0x2e]) else { return }
    starts.append(Int32(arena.count))
    arena.append(UInt8(name.count))
    arena.append(contentsOf: name)
  }

  private mutating func sort() {
    arena.withUnsafeBytes { bytes in
      func name(_ start: Int32) -> UnsafeRawBufferPointer { bytes.part(Int(start) + 1, Int(bytes[Int(start)])) }
      starts.sort { left, right in
        name(left).lexicographicallyPrecedes(name(right))
      }
    }
  }

  private mutating func endRun() throws(StoreError) {
    guard !starts.isEmpty else { return }
    sort()
    var sorted: [UInt8] = []
    sorted.reserveCapacity(arena.count)
    for start in starts { sorted += arena[Int(start)...(Int(start) + Int(arena[Int(start)]))] }
    if spill == nil { spill = try SpillFile() }
    try spill?.write(sorted, at: spilled)
    runs.append(Run(position: spilled, end: spilled + Int64(sorted.count)))
    spilled += Int64(sorted.count)
    arena.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  private func advance(_ run: inout Run) throws(StoreError) {
    // A name and its length are at most 256 bytes.
    if run.buffer.count - run.next < 256, run.position < run.end, let spill {
      let more = try spill.read(at: run.position, count: Int(min(4096, run.end - run.position)))
      run.buffer = run.buffer[run.next...] + more
      run.next = 0
      run.position += Int64(more.count)
    }
    guard run.next < run.buffer.count else {
      run.name = nil
      return
    }
    let end = run.next + 1 + Int(run.buffer[run.next])
    run.name = Array(run.buffer[(run.next + 1)..<min(end, run.buffer.count)])
    run.next = end
  }
}
