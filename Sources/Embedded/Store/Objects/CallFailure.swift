import Foundation

/// A file call that failed, with the reason the kernel gave.
struct CallFailure: Error, Hashable, Sendable {
  /// What was tried, as a verb.
  var operation: String
  /// The kernel's reason.
  var errno: Int32
}

/// The calling thread's last error number.
func errnoNow() -> Int32 { errno }
