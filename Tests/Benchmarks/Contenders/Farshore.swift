import Foundation

/// Farshore with a home and two regions of its own, driven through its command line.
struct Farshore: Sendable {
  /// What it protects.
  enum Subject: Sendable {
    case disk(String)
    case tree(String)
  }

  private struct Waited: Decodable {
    struct Task: Decodable {
      var status: String
      var bytesTransferred: Int64?
    }

    var tasks: [Task]
  }

  let folder: String
  var child: Child
  private let subject: Subject

  init(program: String, folder: String, subject: Subject) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.folder = folder
    self.subject = subject
    child = Child(program: program, environment: ["FARSHORE_HOME": folder + "/home"], folder: folder)
    try child.run(["contexts", "add", "bench"])
    try child.run(["contexts", "use", "bench"])
    for region in ["here", "there"] { try child.run(["regions", "add", region, "--store", folder + "/" + region]) }
    let type =
      switch subject {
      case .disk: "server"
      case .tree: "turbo"
      }
    switch subject {
    case .disk(let path): try child.run(["servers", "add", "subject", "--region", "here", "--disk", "system:\(path)"])
    case .tree(let path): try child.run(["filesystems", "add", "subject", "--region", "here", "--path", path])
    }
    for (region, protection) in [("here", "backup"), ("there", "replication")] {
      try child.run([
        "vaults", "create", "in-" + region, "--region", region, "--type", type, "--protection", protection,
        "--capacity", "100TB", "--auto-expand",
      ])
    }
  }

  func backUp(_ name: String) throws -> Child.Run {
    let option =
      switch subject {
      case .disk: "--server"
      case .tree: "--filesystem"
      }
    return try child.measured(["backups", "create", option, "subject", "--vault", "in-here", "--name", name])
  }

  /// Replicates a backup and says how many bytes crossed.
  func replicate(_ name: String) throws -> (run: Child.Run, crossed: Int64) {
    let arguments = [
      "--json", "replicas", "create", name, "--region", "here", "--to", "there", "--vault", "in-there", "--wait",
    ]
    let run = try child.measured(arguments)
    guard let waited = try? JSONDecoder().decode(Waited.self, from: run.printed), let task = waited.tasks.first,
      task.status == "success", let crossed = task.bytesTransferred
    else { throw BenchmarkError.unreadable(command: arguments.joined(separator: " ")) }
    return (run, crossed)
  }

  /// The memory it has with the home open and nothing to do, in bytes.
  func idleMemory() throws -> Int64 {
    let process = try child.start(["agent"])
    defer { _ = Child.wait(process) }
    usleep(1_500_000)
    let mark = MemoryWatch.highWater(of: process)
    guard mark > 0, kill(process, SIGTERM) == 0 else { throw BenchmarkError.wrong("farshore agent ended by itself") }
    return mark
  }
}
