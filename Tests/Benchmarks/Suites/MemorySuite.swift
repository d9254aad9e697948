import Foundation

/// The most memory a process has while it backs up and replicates, above what it has idle (target 5).
struct MemorySuite {
  static let parts: Set<Suite> = [.memory]
  private static let allowed = 64.0
  /// A disk whose blocks were all read would take more than an hour.
  private static let patience = 120.0

  let plan: Plan
  let scratch: Scratch
  let report: Report

  func run() throws {
    for size in plan.sizes {
      let path = scratch.samples + "/disk-\(size)g.img"
      try measure(DiskImage(path: path, bytes: Int64(size) << 30, filling: .mixed), name: "\(size) GiB image")
    }
    // The largest file ext4 takes is a page short of 16 TiB.
    let whole = DiskImage(
      path: scratch.samples + "/holes-16t.img", bytes: 16 << 40 - Int64(DiskImage.block), filling: .sparse(every: 8192))
    try measure(whole, name: "16 TiB image of holes and 512 chunks")
    guard let files = plan.files.max() else { return }
    let tree = FileTree(path: scratch.samples + "/tree-\(files)", files: files)
    _ = try tree.make()
    try measure(.tree(tree.path), name: "tree of \(files) files")
  }

  private func measure(_ image: DiskImage, name: String) throws {
    report.note("memory for the \(name)")
    try image.make()
    try measure(.disk(image.path), name: name)
  }

  private func measure(_ subject: Farshore.Subject, name: String) throws {
    try scratch.fresh()
    var farshore = try Farshore(program: plan.program, folder: scratch.work("farshore"), subject: subject)
    farshore.child.patience = Self.patience
    let idle = try farshore.idleMemory()
    let peaks = [
      ("backup", try farshore.backUp("day-1").peak), ("replica", try farshore.replicate("day-1").run.peak),
    ]
    for (job, peak) in peaks {
      report.add(
        .plain(
          5, "memory above idle (\(Report.number(Self.mebibytes(idle))) MiB), \(job) of the \(name)",
          Self.mebibytes(peak - idle), "MiB", .atMost(Self.allowed)))
    }
    try scratch.fresh()
  }

  private static func mebibytes(_ bytes: Int64) -> Double { Double(bytes) / 1_048_576 }
}
