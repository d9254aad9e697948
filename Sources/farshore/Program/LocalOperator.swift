import Foundation
import Replication

/// Who runs this process, as tasks and the audit name them.
enum LocalOperator {
  static let current = Operator(user: NSUserName(), host: host)

  /// The kernel's name for the machine; `ProcessInfo.hostName` may ask the network.
  private static var host: String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "localhost" }
    let name = bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return name.isEmpty ? "localhost" : String(decoding: name, as: UTF8.self)
  }
}
