import Foundation

/// The orders of a context's tasks: one small JSON file each, beside the claims.
struct WorkOrders: Sendable {
  /// The folder, which exists.
  let folder: String

  /// The order of a task; nil if it has none.
  func load(_ task: String) throws -> WorkOrder? {
    guard let text = try SafeFile.read(path(task)) else { return nil }
    do {
      return try JSONDecoder().decode(WorkOrder.self, from: Data(text.utf8))
    } catch {
      throw EngineError.orderLost(task: task)
    }
  }

  /// Writes an order; it survives a power cut once this returns.
  func put(_ order: WorkOrder, for task: String) throws {
    try SafeFile.replace(path(task), with: String(decoding: try JSONEncoder().encode(order), as: UTF8.self))
  }

  /// Forgets an order.
  func remove(_ task: String) {
    // An order nobody asks for is only untidy.
    _ = unlink(path(task))
  }

  private func path(_ task: String) -> String { "\(folder)/\(task).json" }
}
