public import Replication

extension CatalogTransaction {
  public func task(_ id: String) throws -> CloudTask? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func tasks(touching id: String, limit: Int) throws -> [CloudTask] { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func tasks(statuses: [TaskStatus]) throws -> [CloudTask] { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func activity(limit: Int) throws -> Activity { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func taskInFlight(source: String, region: String, types: [TaskType]) throws -> CloudTask? { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func put(_ task: CloudTask) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func removeTask(_ id: String) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
  public func setProgress(task: String, phase: TaskPhase, bytesDone: Int64, bytesTransferred: Int64?, rate: Double?) throws { throw CatalogError.failed(path: "", reason: "unfinished") }
}
