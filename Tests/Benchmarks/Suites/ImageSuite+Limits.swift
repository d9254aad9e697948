import Foundation

/// What the machine allows: the parts of the floor, and what a multiple of a peer's speed would come to.
extension ImageSuite {
  func reportFloor(_ image: DiskImage, _ name: String, _ packed: String, _ times: Timings) throws {
    guard let floor = times["floor"], let moving = times["floor moving"], let flushing = times["floor flushing"],
      let back = times["floor reading back"]
    else { return }
    let bytes = try RawFile(packed, .read).size
    var words =
      "replica of the \(name): the floor moves \(Self.gibibytes(bytes)) of packed bytes; it reads, hashes and writes "
      + "\(Self.rate(bytes, moving)), flushes for \(Report.number(flushing)) s, reads back and hashes "
      + "\(Self.rate(bytes, back))"
    if let restic = times["restic copy"] {
      words +=
        "; six times restic copy would be \(Self.rate(image.bytes, restic / 6)), \(Report.number(floor / restic * 6))"
        + " times the floor"
    }
    if let taken = times["replica, processor"], let seconds = times["replica"] {
      words += "; ours took \(Self.processor(taken, seconds))"
    }
    report.limit(words)
  }

  func reportBareBackup(_ image: DiskImage, _ name: String, _ times: Timings) {
    guard let bare = times["bare backup"], let ours = times["backup"], let taken = times["backup, processor"] else {
      return
    }
    var words =
      "backup of the \(name): a bare program that only reads, hashes, packs, writes, reads back and compares makes "
      + "\(Self.rate(image.bytes, bare))"
    if let restic = times["restic backup"] {
      words += "; four times restic backup would be \(Self.rate(image.bytes, restic / 4))"
    }
    report.limit(words + "; ours took \(Self.processor(taken, ours))")
  }

  private static func processor(_ taken: Double, _ seconds: Double) -> String {
    "\(Report.number(taken)) s of processors in \(Report.number(seconds)) s on "
      + "\(ProcessInfo.processInfo.activeProcessorCount) cores"
  }

  private static func gibibytes(_ bytes: Int64) -> String { Report.number(Double(bytes) / 1_073_741_824) + " GiB" }

  private static func rate(_ bytes: Int64, _ seconds: Double) -> String {
    Report.number(Double(bytes) / 1_048_576 / seconds) + " MiB/s"
  }
}
