/// What one start of the benchmarks measures.
struct Plan: Sendable {
  var suites: Set<Suite>
  var runs: Int
  /// GiB of the disk images.
  var sizes: [Int]
  /// Files of the trees.
  var files: [Int]
  var isQuick: Bool
  var allPeers: Bool
  /// What of the console.
  var consoleParts: Set<ConsolePart>
  /// The farshore to drive.
  var program: String

  func wants(_ suite: Suite) -> Bool { suites.contains(suite) }
}
