import Foundation

/// Trees of small files: backing up and replicating (targets 3 and 4).
struct TreeSuite {
  static let parts: Set<Suite> = [.tree]

  let plan: Plan
  let scratch: Scratch
  let report: Report

  func run() throws {
    for files in plan.files {
      let tree = FileTree(path: scratch.samples + "/tree-\(files)", files: files)
      report.note("making a tree of \(files) files")
      let bytes = try tree.make()
      var times = Timings()
      for run in 1...plan.runs {
        report.note("tree of \(files) files, run \(run) of \(plan.runs)")
        try measure(tree, &times)
      }
      summarize(bytes, "tree of \(files) files", times)
    }
  }

  private func measure(_ tree: FileTree, _ times: inout Timings) throws {
    try scratch.fresh()
    let farshore = try Farshore(
      program: plan.program, folder: scratch.work("farshore"), subject: .tree(tree.path))
    times.note("backup", try farshore.backUp("day-1").seconds)
    times.note("replica", try farshore.replicate("day-1").run.seconds)
    times.note("again", try farshore.backUp("day-1-again").seconds)
    try scratch.fresh()
    if let restic = try Restic(folder: scratch.work("restic")) {
      times.note("restic backup", try restic.backUp(tree.path).seconds)
      times.note("restic copy", try restic.replicate().seconds)
      times.note("restic again", try restic.backUp(tree.path).seconds)
    }
    for copier in Copier.allCases where plan.allPeers && copier.isThere {
      try scratch.fresh()
      let run = try copier.copy(tree.path, to: scratch.work("copy"), isFolder: true, folder: scratch.work(""))
      times.note(copier.rawValue, run.seconds)
    }
    try scratch.fresh()
  }

  private func summarize(_ bytes: Int64, _ name: String, _ times: Timings) {
    let lines: [(target: Int, job: String, ours: String, theirs: String, bound: Figure.Bound?)] =
      [
        (3, "replica of the \(name)", "replica", "restic copy", .atLeast(5)),
        (4, "backup of the \(name)", "backup", "restic backup", .atLeast(1)),
        (4, "second backup of the \(name)", "again", "restic again", .atLeast(1)),
      ] + Copier.allCases.map { (3, "replica of the \(name)", "replica", $0.rawValue, nil) }
    for line in lines {
      guard let ours = times[line.ours], let theirs = times[line.theirs] else { continue }
      let words = line.theirs == "restic again" ? "restic backup" : line.theirs
      report.add(.time(line.target, line.job, ours: ours, to: words, theirs: theirs, line.bound))
    }
  }
}
