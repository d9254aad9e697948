import Foundation

/// The orders of a context's tasks: one small JSON file each, beside the claims.
struct WorkOrders: Sendable {
  /// The folder, which exists.
  let folder: String

  /// The order of a task; nil if it has none.
  func load(_ task: String) throws(EngineError) -> WorkOrder? {
    let path = path(task)
    guard let bytes = FileManager.default.contents(atPath: path) else {
      return nil
    }
    do {
      return try JSONDecoder().decode(WorkOrder.self, from: bytes)
    } catch {
      throw .orderLost(task: task)
    }
  }

  /// Writes an order; it survives a power cut once this returns.
  func put(_ order: WorkOrder, for task: String) throws {
    try DurableFile.replace(path(task), with: try JSONEncoder().encode(order))
  }

  /// Forgets an order.
  func remove(_ task: String) {
    // An order nobody asks for is only untidy.
    _ = unlink(path(task))
  }

  private func path(_ task: String) -> String { "\(folder)/\(task).json" }
}
