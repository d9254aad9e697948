import Foundation

/// A folder in memory where there is one: tests that make thousands of files do not wait for a device there.
enum Quick {
  static let root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
}
