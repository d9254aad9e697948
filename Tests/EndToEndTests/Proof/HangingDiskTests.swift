import Foundation
import Testing

/// Point 14 with the whole program, real time and reads that do not return.
///
/// It takes some three minutes, so only `Scripts/soak` runs it; `HangingSourceTests` moves a clock by hand instead.
@Suite(
  .serialized, .ownThreads, .enabled(if: FaultyProgram.isPossible, "the layer is built for Linux"),
  .enabled(if: Soak.isOn, "it takes minutes: Scripts/soak runs it"))
struct HangingDiskTests {
  private struct Ground {
    let home: CommandHome
    var slow: String { "\(home.folder)/slow" }
    var flag: String { "\(home.folder)/hangs" }

    init() throws {
      home = try CommandHome()
      try home.addRegions()
      try FileManager.default.createDirectory(atPath: slow + "/share", withIntermediateDirectories: true)
      let disk = try home.disk("slow/s.raw", mebibytes: 24, seed: 1)
      try Noise(seed: 2).bytes(24 << 20).write(to: URL(fileURLWithPath: slow + "/share/large"))
      try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(disk)")
      try home.json(
        "vaults", "create", "tb", "--region", "east", "--type", "turbo", "--protection", "backup", "--capacity", "1GiB")
      try home.json("filesystems", "add", "share", "--region", "east", "--path", slow + "/share")
      try Data().write(to: URL(fileURLWithPath: flag))
    }

    /// Starts a command whose reads of the slow folder hang.
    func start(_ arguments: [String]) throws -> RunningProcess {
      try home.start(
        arguments + ["--json"],
        environment: [
          "LD_PRELOAD": FaultyProgram.layer, "FARSHORE_HANG_UNDER": slow, "FARSHORE_HANG_WHILE": flag,
        ])
    }

    /// Looks once a second until every task is as asked.
    func wait(seconds: Double, _ what: String, _ condition: (JSON) -> Bool) throws {
      let limit = Date(timeIntervalSinceNow: seconds)
      while true {
        let tasks = try home.json("tasks", "list", "--kind", "backup").items
        if tasks.count == 2, tasks.allSatisfy(condition) { return }
        if Date() > limit {
          Issue.record("never \(what): \(tasks)")
          return
        }
        sleep(1)
      }
    }
  }

  @Test("Point 14: a disk and a file system that hang are said, given up, tried again, and backed up when they answer")
  func hang() throws {
    let ground = try Ground()
    let commands = [
      ["backups", "create", "--server", "s", "--vault", "backup-east", "--name", "disk"],
      ["backups", "create", "--filesystem", "share", "--vault", "tb", "--name", "tree"],
    ]
    let running = try commands.map(ground.start)
    try ground.wait(seconds: 60, "said") {
      $0["phase"].text == "stalled" && $0["error"].text.contains("No byte has moved for")
    }
    try ground.wait(seconds: 180, "given up") { Self.seconds($0) >= 120 }
    try FileManager.default.removeItem(atPath: ground.flag)
    for process in running {
      let end = try process.wait(seconds: 120)
      #expect(end.status == 0, "\(end.output)\(end.errors)")
    }
    try ground.wait(seconds: 1, "ended") { $0["status"].text == "success" && $0["error"].text.isEmpty }
    #expect(try ground.home.json("store", "verify")["problems"] == .array([]))
    let image = try ground.home.json("images", "create", "--backup", "disk", "--output", ground.home.folder + "/out")
    let bytes = FileManager.default.contents(atPath: image["disks"][0]["path"].text)
    #expect(bytes == FileManager.default.contents(atPath: ground.slow + "/s.raw"))
    Soak.say("hang: two sources stood for two minutes and were backed up")
  }

  /// How long a task says that it has stood.
  private static func seconds(_ task: JSON) -> Int {
    let words = task["error"].text.split(separator: " ")
    guard let at = words.firstIndex(of: "for"), at + 1 < words.count else { return 0 }
    return Int(words[at + 1]) ?? 0
  }
}
