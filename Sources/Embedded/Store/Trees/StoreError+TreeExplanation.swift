import Foundation
import Replication

extension StoreError {
  /// What is said about folders and the files in them.
  var treeExplanation: Explanation? {
    switch self {
    case .notAFolder(let path):
      Explanation(
        code: "not-a-folder", message: "\(path) is no folder.", next: "Name the folder of the file system.",
        kind: .failed)
    case .fileUnreadable(let path, let number):
      Explanation(
        code: "file-unreadable", message: "\(path) cannot be read: \(String(cString: strerror(number))).",
        next: "Check the file and its permissions; reading whole file systems mostly needs root.", kind: .failed)
    case .treeLimit(let path, let reason):
      Explanation(
        code: "tree-limit", message: "\(path) cannot be stored: \(reason).", next: "Move it out of the file system.",
        kind: .failed)
    default: nil
    }
  }
}
