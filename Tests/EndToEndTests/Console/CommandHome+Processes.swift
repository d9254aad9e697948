import Foundation
import Testing

extension CommandHome {
  /// The living processes that work on this home.
  var processes: [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { id in
      ["cmdline", "environ"].contains { Self.said(id, $0).range(of: Data(home.utf8)) != nil }
    }
  }

  /// The detached workers among them.
  var workers: [pid_t] {
    processes.filter { Self.said($0, "cmdline").range(of: Data("--until-idle".utf8)) != nil }
  }

  /// Whether a process has given back everything, its locks too, which it does after its memory.
  private static func hasEnded(_ id: pid_t) -> Bool {
    // The state follows the name, which may hold anything, brackets included.
    let state = String(decoding: said(id, "stat"), as: UTF8.self).split(separator: ")").last ?? ""
    return state.isEmpty || state.hasPrefix(" Z") || state.hasPrefix(" X")
  }

  /// What the kernel tells about a process; nothing of one that has ended meanwhile.
  private static func said(_ id: pid_t, _ part: String) -> Data {
    guard let file = FileHandle(forReadingAtPath: "/proc/\(id)/\(part)") else { return Data() }
    return (try? file.readToEnd()) ?? Data()
  }

  /// Kills every process of this home as a power cut would.
  func killEverybody() throws {
    let all = processes
    for id in all { kill(id, SIGKILL) }
    try eventually("the end of all processes") { all.allSatisfy(Self.hasEnded) && processes.isEmpty }
  }

  /// Waits until no process of this home is left.
  func expectNobodyLeft(location: SourceLocation = #_sourceLocation) throws {
    try eventually("the end of the last process", location: location) { processes.isEmpty }
  }

  /// Looks again and again until something has come about; fails after a time.
  func eventually(
    _ what: String, seconds: Double = 60, location: SourceLocation = #_sourceLocation, _ condition: () throws -> Bool
  ) throws {
    let limit = Date(timeIntervalSinceNow: seconds)
    while try !condition() {
      guard Date() < limit else {
        Issue.record("waited \(seconds) s for \(what)", sourceLocation: location)
        return
      }
      usleep(10_000)
    }
  }
}
