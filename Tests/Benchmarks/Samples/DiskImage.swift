import Foundation

/// A raw disk image that is the same at every run, and the same disk a day later.
struct DiskImage: Sendable {
  /// What lies in its blocks.
  enum Filling: Sendable {
    /// 40 % incompressible, 35 % compressible, 25 % holes.
    case mixed
    /// One page of data at the start of every block, the rest of it a hole: many chunks, little on the disk.
    case thin
    /// One thin block of so many, all else holes.
    case sparse(every: Int)
    /// Nothing but incompressible blocks.
    case noise
  }

  static let block = 4 << 20
  private static let page = 4096

  let path: String
  let bytes: Int64
  let filling: Filling

  private var blocks: Int { Int((bytes + Int64(Self.block) - 1) / Int64(Self.block)) }

  /// Makes the file unless it is there already.
  func make() throws {
    if FileManager.default.fileExists(atPath: path) { return try setDay(1) }
    let file = try RawFile(path + ".new", .create)
    try file.setSize(bytes)
    try write(blocksOf(day: 1, among: touched), to: file)
    try file.flush()
    guard rename(path + ".new", path) == 0 else { throw BenchmarkError.call("rename", path: path, errno: errno) }
  }

  /// Writes the two blocks that change from one day to the next.
  func setDay(_ day: Int) throws {
    let file = try RawFile(path, .change)
    try write(blocksOf(day: day, among: AnySequence(changing)), to: file)
    try file.flush()
  }

  /// Writes everything anew, all of it different from one day to the next.
  func rewrite(day: Int) throws {
    let file = try RawFile(path, .change)
    try write(touched.map { ($0, UInt64($0) << 8 | UInt64(day)) }, to: file)
    try file.flush()
  }

  /// Bytes of the blocks that change from one day to the next.
  var changedBytes: Int64 { Int64(changing.count * Self.block) }

  /// The numbers of the blocks that hold something.
  private var touched: AnySequence<Int> {
    guard case .sparse(let every) = filling else { return AnySequence(0..<blocks) }
    return AnySequence(stride(from: 0, to: blocks, by: every))
  }

  /// Two blocks that hold something, one compressible and one not.
  private var changing: [Int] {
    switch filling {
    case .mixed:
      let half = blocks / 2
      let first = (0..<half).last { kind($0) == .incompressible }
      let second = (half..<blocks).first { kind($0) == .words }
      return [first, second].compactMap(\.self)
    case .thin: return [blocks / 3, blocks / 2]
    case .sparse, .noise: return []
    }
  }

  /// Shares that are exact whatever the size, mixed evenly: multiples of the golden ratio.
  private func kind(_ index: Int) -> Content? {
    guard case .mixed = filling else { return .incompressible }
    let place = (Double(index) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
    return place < 0.40 ? .incompressible : place < 0.75 ? .words : nil
  }

  private func blocksOf(day: Int, among numbers: AnySequence<Int>) -> [(number: Int, seed: UInt64)] {
    let changing = Set(changing)
    return numbers.map { ($0, UInt64($0) << 8 | UInt64(changing.contains($0) ? day : 1)) }
  }

  private func write(_ blocks: [(number: Int, seed: UInt64)], to file: RawFile) throws {
    let isWhole =
      switch filling {
      case .mixed, .noise: true
      case .thin, .sparse: false
      }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: isWhole ? Self.block : Self.page, alignment: Self.page)
    defer { buffer.deallocate() }
    for block in blocks {
      let offset = Int64(block.number) * Int64(Self.block)
      guard let content = kind(block.number), offset < bytes else { continue }
      content.fill(buffer, seed: block.seed)
      try file.write(UnsafeRawBufferPointer(buffer), at: offset)
    }
  }
}
