import Foundation

/// The program's beginning; everything else lives in types without a main actor, for the main thread may block.
@main
enum Program {
  static func main() {
    exit(CommandLineRun(arguments: Array(CommandLine.arguments.dropFirst())).status().rawValue)
  }
}
