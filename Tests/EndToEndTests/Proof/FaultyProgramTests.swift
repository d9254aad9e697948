import Foundation
import Testing

/// Point 10 for the whole program: home, catalog, orders, stores and what is written out lie on a disk that fails.
///
/// `Scripts/soak` lets sixty calls of each command fail; without it two do.
@Suite(.serialized, .ownThreads, .enabled(if: FaultyProgram.isPossible, "the layer is built for Linux"))
struct FaultyProgramTests {
  /// What is done while the disk fails.
  enum Work: String, CaseIterable {
    case create, createTree, replicate, delete, collect, image, restoreTree, importing
  }

  /// A home with a backup and a replica of a disk, and a backup of a folder, of which a copy is put back every time.
  private struct Ground {
    let home: CommandHome
    let backup: String
    let replica: String
    let tree: String
    private let places = ["home", "east", "west"]

    init() throws {
      home = try CommandHome()
      try home.addRegions()
      let path = try home.disk("s.raw", mebibytes: 1, seed: 1)
      try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(path)")
      try home.json(
        "vaults", "create", "tb", "--region", "east", "--type", "turbo", "--protection", "backup", "--capacity", "1GiB")
      let share = "\(home.folder)/share"
      try FileManager.default.createDirectory(atPath: share + "/below", withIntermediateDirectories: true)
      for file in 0..<5 {
        try Noise(seed: 9).bytes(7_000 * file).write(to: URL(fileURLWithPath: "\(share)/below/\(file)"))
      }
      try home.json("filesystems", "add", "share", "--region", "east", "--path", share)
      backup = try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "s-1")["id"].text
      tree = try home.json("backups", "create", "--filesystem", "share", "--vault", "tb", "--name", "t")["id"].text
      let moved = try home.json("replicas", "create", "s-1", "--to", "west", "--wait")
      replica = moved["tasks"][0]["target"]["id"].text
      try home.json("backups", "create", "--server", "s", "--vault", "backup-east", "--name", "extra")
      for place in places {
        try FileManager.default.copyItem(atPath: "\(home.folder)/\(place)", toPath: "\(home.folder)/kept-\(place)")
      }
    }

    /// Everything as it was, and the command that is to fail.
    func prepare(_ work: Work) throws -> [String] {
      for name in places + ["images", "made", "other", "copy"] {
        let path = "\(home.folder)/\(name)"
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        guard places.contains(name) else { continue }
        try FileManager.default.copyItem(atPath: "\(home.folder)/kept-\(name)", toPath: path)
      }
      switch work {
      case .create: return ["backups", "create", "--server", "s", "--vault", "backup-east", "--name", "n"]
      case .createTree: return ["backups", "create", "--filesystem", "share", "--vault", "tb", "--name", "n"]
      case .replicate: return ["replicas", "create", "extra", "--to", "west", "--wait"]
      case .delete: return ["backups", "delete", replica]
      case .collect: return ["store", "collect"]
      case .image: return ["images", "create", "--backup", replica, "--output", "\(home.folder)/images"]
      case .restoreTree:
        return ["filesystems", "create", "made", "--backup", tree, "--path", "\(home.folder)/made"]
      case .importing:
        try FileManager.default.copyItem(atPath: "\(home.folder)/west", toPath: "\(home.folder)/copy")
        return ["store", "import", "\(home.folder)/copy", "--take", "--home", "\(home.folder)/other"]
      }
    }
  }

  @Test(
    "Point 10: file calls of the whole program fail one after the other, its catalog's and its orders' too",
    arguments: Work.allCases)
  func everyCall(_ work: Work) throws {
    let ground = try Ground()
    let program = FaultyProgram(home: ground.home)
    let whole = try program.run(try ground.prepare(work), .none)
    try #require(whole.end.status == 0 && whole.calls > 5, "\(work): \(whole)")
    let samples = Soak.number("FAULTS", else: 2)
    let step = max(1, whole.calls / samples)
    for number in stride(from: 1 + step / 2, through: whole.calls, by: step) {
      try fail(work, .once(number), ground, program)
      try fail(work, .fullFrom(number), ground, program)
    }
    Soak.say("faults: \(work): \(whole.calls) calls, every \(step). failed")
  }

  private func fail(
    _ work: Work, _ fault: FaultyProgram.Fault, _ ground: Ground, _ program: FaultyProgram
  ) throws {
    let moment = "\(work) \(fault)"
    let arguments = try ground.prepare(work)
    let end = try program.run(arguments, fault).end
    let said = "\(end.status.map(String.init) ?? "signal \(end.signal ?? 0)"): \(end.output)\(end.errors)"
    #expect(end.signal == nil, "\(moment) crashed: \(said)")
    if end.status != 0 {
      let texts = [end.json["error"]["message"].text, end.json["tasks"][0]["error"].text]
      let refused = end.json["refused"].items.map { $0["message"].text }
      #expect((texts + refused).contains { !$0.isEmpty }, "\(moment): \(said)")
    }
    try expectSound(ground, moment)
    try resume(ground.home, moment)
    try expectSound(ground, moment)
    try expectDone(work, arguments, ground, moment)
  }

  /// Everything that was there before is there, available and whole.
  private func expectSound(_ ground: Ground, _ moment: String) throws {
    let listed = try ground.home.json("backups", "list").items.filter { $0["status"].text == "available" }
    let kept = [ground.backup, ground.tree] + (moment.hasPrefix("delete") ? [] : [ground.replica])
    #expect(Set(listed.map { $0["id"].text }).isSuperset(of: kept), "\(moment)")
    let whole = try ground.home.run("store", "verify", "--json")
    #expect(whole.status == 0, "\(moment): \(whole.output)")
  }

  /// With room again, whatever was interrupted is resumed and ends.
  private func resume(_ home: CommandHome, _ moment: String) throws {
    for task in try home.json("tasks", "list").items where task["status"].text == "interrupted" {
      let resumed = try home.run("tasks", "resume", task["id"].text, "--json")
      #expect(resumed.status == 0, "\(moment): \(resumed.output)")
    }
    #expect(try home.run("agent", "--until-idle").status == 0)
    try home.expectNobodyLeft()
    let open = try home.json("tasks", "list").items.filter {
      ["waiting", "running", "interrupted"].contains($0["status"].text)
    }
    #expect(open == [], "\(moment)")
  }

  /// Asked again, the command ends well, or says that it has been done.
  private func expectDone(_ work: Work, _ arguments: [String], _ ground: Ground, _ moment: String) throws {
    let home = ground.home
    switch work {
    case .create, .createTree:
      let isThere = try home.json("backups", "list").items.contains { $0["name"].text == "n" }
      if !isThere { #expect(try home.start(arguments + ["--json"]).wait().status == 0, "\(moment)") }
    case .replicate:
      let isThere = try home.json("backups", "list", "--region", "west").items.contains { $0["name"].text == "extra" }
      if !isThere { #expect(try home.start(arguments + ["--json"]).wait().status == 0, "\(moment)") }
    case .delete:
      let isThere = try home.json("backups", "list").items.contains { $0["id"].text == ground.replica }
      if isThere { #expect(try home.start(arguments + ["--json"]).wait().status == 0, "\(moment)") }
    case .collect, .image, .importing:
      let again = try home.start(arguments + ["--json"]).wait()
      #expect(again.status == 0, "\(moment): \(again.output)\(again.errors)")
    case .restoreTree:
      let path = "\(home.folder)/made"
      if !FileManager.default.fileExists(atPath: path) {
        #expect(try home.start(arguments + ["--json"]).wait().status == 0, "\(moment)")
      }
      let difference = try Set(TreePicture.of(path)).symmetricDifference(TreePicture.of("\(home.folder)/share"))
      #expect(difference.isEmpty, "\(moment): \(difference)")
      let beside = try FileManager.default.contentsOfDirectory(atPath: home.folder)
      #expect(beside.filter { $0.hasPrefix("made.") } == [], "\(moment): parts are left")
    }
  }
}
