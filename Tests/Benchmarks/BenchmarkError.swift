import Foundation

/// What can keep a measurement from being made.
enum BenchmarkError: Error, CustomStringConvertible {
  case call(String, path: String, errno: Int32)
  case failed(command: String, status: Int32, said: String)
  case unreadable(command: String)
  case wrong(String)

  var description: String {
    switch self {
    case .call(let name, let path, let errno): "\(name) \(path): \(String(cString: strerror(errno)))"
    case .failed(let command, let status, let said): "\(command) ended with \(status): \(said)"
    case .unreadable(let command): "\(command) printed something unexpected"
    case .wrong(let text): text
    }
  }
}
