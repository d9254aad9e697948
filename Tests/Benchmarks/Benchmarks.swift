import ArgumentParser
import Foundation

/// Measures Farshore against its peers and against what the machine itself can do; `Scripts/bench` starts it.
@main
struct Benchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Scripts/bench",
    abstract: "Measures Farshore against its peers and against what this machine can do.",
    discussion: """
      Without a name everything is measured. Every job ends with its bytes on the disk; caches are dropped before \
      each where root may; contenders take turns, and the median of all runs counts.
      """)

  @Argument(help: "What to measure: \(Suite.allCases.map(\.rawValue).joined(separator: ", ")).")
  var suites: [Suite] = []

  @Option(help: "How often each contender runs.")
  var runs = 3

  @Option(help: "Sizes of the disk image in GiB, such as 1,4.")
  var sizes = "1,4"

  @Option(help: "Numbers of files of the trees, such as 8000,100000.")
  var files = "8000,100000"

  @Flag(help: "Measure the 1 GiB image and the tree of 8,000 files only, and shorter.")
  var quick = false

  @Flag(help: "Print one JSON object a line instead of a table.")
  var json = false

  @Flag(help: "Measure cp, rsync and rclone too, where they are installed.")
  var allPeers = false

  @Option(
    parsing: .upToNextOption,
    help: "Of the console only these: \(ConsolePart.allCases.map(\.rawValue).joined(separator: ", ")).")
  var consoleParts: [ConsolePart] = []

  @Flag(help: "Keep the samples for the next run in the same folder.")
  var keep = false

  @Option(help: "The scratch folder.")
  var folder: String

  @Option(help: "The farshore to measure.")
  var program: String

  func validate() throws {
    guard runs > 0 else { throw ValidationError("--runs must be above 0.") }
    _ = try numbers(sizes, option: "--sizes")
    _ = try numbers(files, option: "--files")
  }

  func run() async throws {
    let scratch = try Scratch(folder: folder)
    defer { scratch.clear(keepingSamples: keep) }
    let chosen = Set(suites.isEmpty ? Suite.allCases : suites)
    let plan = Plan(
      suites: chosen, runs: runs, sizes: quick ? [1] : try numbers(sizes, option: "--sizes"),
      files: quick ? [8000] : try numbers(files, option: "--files"), isQuick: quick, allPeers: allPeers,
      consoleParts: consoleParts.isEmpty ? ConsolePart.usual : Set(consoleParts),
      program: program)
    let report = Report(asJSON: json)
    report.begin()
    if !chosen.isDisjoint(with: ImageSuite.parts) { try ImageSuite(plan: plan, scratch: scratch, report: report).run() }
    if !chosen.isDisjoint(with: TreeSuite.parts) { try TreeSuite(plan: plan, scratch: scratch, report: report).run() }
    if chosen.contains(.memory) { try MemorySuite(plan: plan, scratch: scratch, report: report).run() }
    if chosen.contains(.queue) { try await QueueSuite(plan: plan, scratch: scratch, report: report).run() }
    if chosen.contains(.rate) { try await RateSuite(plan: plan, scratch: scratch, report: report).run() }
    if chosen.contains(.console) { try await ConsoleSuite(plan: plan, scratch: scratch, report: report).run() }
    report.end()
  }

  private func numbers(_ text: String, option: String) throws -> [Int] {
    let numbers = text.split(separator: ",").compactMap { Int($0) }.filter { $0 > 0 }
    guard !numbers.isEmpty, numbers.count == text.split(separator: ",").count else {
      throw ValidationError("\(option) wants numbers above 0 with commas between them.")
    }
    return numbers
  }
}
