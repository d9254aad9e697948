import Foundation

extension ImageSuite {
  /// The next day's replica of 16 GiB beside that of 1 GiB, both of many chunks and little data.
  func measureCostOfSize() throws {
    let images = [1, 16].map { size in
      DiskImage(path: scratch.samples + "/thin-\(size)g.img", bytes: Int64(size) << 30, filling: .thin)
    }
    var times = Timings()
    for image in images { try image.make() }
    for run in 1...plan.runs {
      report.note("thin images of 1 and 16 GiB, run \(run) of \(plan.runs)")
      for image in images {
        try scratch.fresh()
        try image.setDay(1)
        let farshore = try Farshore(
          program: plan.program, folder: scratch.work("farshore"), subject: .disk(image.path))
        _ = try farshore.backUp("day-1")
        _ = try farshore.replicate("day-1")
        try image.setDay(2)
        _ = try farshore.backUp("day-2")
        times.note(image.path, try farshore.replicate("day-2").run.seconds)
      }
    }
    guard let small = times[images[0].path], let large = times[images[1].path] else { return }
    report.add(.plain(2, "next day's replica of 16 GiB to that of 1 GiB", large / small, "", .atMost(1.5)))
  }

  /// A disk of 64 GiB that is nearly all holes, beside the time of an empty one.
  func measureHoles() throws {
    let images = [1, 64].map { size in
      DiskImage(
        path: scratch.samples + "/holes-\(size)g.img", bytes: Int64(size) << 30, filling: .sparse(every: size * 32))
    }
    var times = Timings()
    for image in images { try image.make() }
    for _ in 1...plan.runs {
      for image in images {
        try scratch.fresh()
        let farshore = try Farshore(
          program: plan.program, folder: scratch.work("farshore"), subject: .disk(image.path))
        times.note(image.path, try farshore.backUp("day-1").seconds)
      }
    }
    guard let small = times[images[0].path], let large = times[images[1].path] else { return }
    report.add(.plain(4, "backup of 8 chunks in 64 GiB of holes to the same in 1 GiB", large / small, "", .atMost(1.5)))
  }
}
