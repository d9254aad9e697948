import Replication

/// A disk of the demo, by its file under the demo's folder.
struct DemoDisk: Sendable {
  /// The file's name.
  let file: String
  let usage: DiskUsage
  let image: DemoImage

  /// - Parameter run: KiB at the beginning of every 4 MiB that are not a hole.
  init(_ file: String, _ usage: DiskUsage, seed: UInt64, mebibytes: Int, run: Int) {
    self.file = file
    self.usage = usage
    image = DemoImage(seed: seed, size: mebibytes << 20, run: run << 10)
  }
}
