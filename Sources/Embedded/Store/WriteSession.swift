/// One task's right to write into a store; its intent object protects what is being written.
final class WriteSession: Sendable {
  /// The id of the task.
  let id: String

  init(id: String) { self.id = id }
}
