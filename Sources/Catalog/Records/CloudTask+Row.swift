import GRDB
import Replication

extension CatalogTransaction {
  /// Selects tasks with their latest progress.
  static func taskQuery(_ condition: String) -> String {
    """
    SELECT task.rowid AS place, task.*, progress.phase AS nowPhase, progress.bytesDone AS nowDone,
      progress.bytesTransferred AS nowTransferred, progress.rate AS nowRate
    FROM task LEFT JOIN progress ON progress.task = task.id WHERE \(condition)
    """
  }

  /// Makes tasks of rows that `taskQuery` has selected.
  func tasks(_ rows: [Row]) throws -> [CloudTask] { try rows.map { try CloudTask(Fields($0)) } }
}

extension CloudTask {
  fileprivate init(_ fields: Fields) throws {
    self.init(
      id: try fields.text("id"), type: try fields.word("type", else: .verify),
      status: try fields.word("status", else: .paused), phase: try fields.word("phase", else: .queued),
      source: fields.endpoint("source"), target: fields.endpoint("target"),
      trigger: try fields.word("trigger", else: .manual),
      requestedBy: Operator(user: try fields.text("user"), host: try fields.text("host")),
      bytesTotal: try fields.integer("bytesTotal"), bytesDone: try fields.integer("bytesDone"),
      bytesTransferred: fields.optionalInteger("bytesTransferred"), rate: fields.optionalReal("rate"),
      createdAt: try fields.date("created"), startedAt: fields.optionalDate("started"),
      endedAt: fields.optionalDate("ended"), error: fields.optionalText("error"),
      note: fields.optionalText("note"), parent: fields.optionalText("parent"),
      retries: Int(try fields.integer("retries")))
    guard let phase = fields.optionalText("nowPhase") else { return }
    self.phase = TaskPhase(rawValue: phase) ?? .queued
    bytesDone = fields.optionalInteger("nowDone") ?? bytesDone
    bytesTransferred = fields.optionalInteger("nowTransferred")
    rate = fields.optionalReal("nowRate")
  }
}

extension Fields {
  fileprivate func endpoint(_ prefix: String) -> TaskEndpoint? {
    guard let id = optionalText(prefix) else { return nil }
    return TaskEndpoint(
      id: id, name: optionalText("\(prefix)Name") ?? "", region: optionalText("\(prefix)Region") ?? "",
      vault: optionalText("\(prefix)Vault"))
  }
}
