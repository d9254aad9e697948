import Foundation
import Testing

/// The program with file calls that fail: in its stores, its catalog, its orders, its outputs.
struct FaultyProgram {
  /// What fails.
  enum Fault {
    /// Nothing; calls are only counted.
    case none
    /// One call, as on a disk that breaks.
    case once(Int)
    /// All that need room from one on, as on a disk that is full.
    case fullFrom(Int)
  }

  /// The layer, to be loaded into a program.
  static let layer = (CommandHome.program as NSString).deletingLastPathComponent + "/libFaultLayer.so"

  /// Whether the layer is there: it is built for Linux only.
  static let isPossible = FileManager.default.fileExists(atPath: layer)

  let home: CommandHome

  /// Runs a command to its end; gives back how many calls it made as well.
  func run(_ arguments: [String], _ fault: Fault) throws -> (end: FinishedProcess, calls: Int) {
    let count = "\(home.folder)/calls"
    var environment = [
      "LD_PRELOAD": Self.layer, "FARSHORE_FAULT_UNDER": home.folder, "FARSHORE_FAULT_COUNT": count,
      "FARSHORE_FAULT_ERRNO": "\(EIO)",
    ]
    switch fault {
    case .none: break
    case .once(let number): environment["FARSHORE_FAULT_AT"] = "\(number)"
    case .fullFrom(let number): environment["FARSHORE_FAULT_FROM"] = "\(number)"
    }
    let end = try home.start(arguments + ["--json"], environment: environment).wait()
    let calls = FileManager.default.contents(atPath: count).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return (end, Int(calls.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0)
  }
}
