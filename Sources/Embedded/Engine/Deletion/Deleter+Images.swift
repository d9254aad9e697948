import Catalog
import Foundation
import Replication

extension Deleter {
  /// Deletes an image: its record in one durable transaction that checks the rules, then its note and its own files.
  func deleteImage(_ id: String) throws -> [Refusal] {
    var former: Image?
    let refused = try premises.catalog.write(durable: true) { transaction -> [Refusal] in
      guard let image = try transaction.image(id) else { return [EngineRefusals.unknown("image", id)] }
      let refused = rules.deletionRefusals(image, tasks: try transaction.tasks(touching: id, limit: 1_000))
      guard refused.isEmpty else { return refused }
      former = image
      try transaction.removeImage(id)
      try transaction.appendAudit(
        AuditEntry(
          date: premises.clock.now, requester: requester, action: "delete", subject: id, region: image.region,
          facts: ["name": image.name, "type": "image"]))
      return []
    }
    guard let former else { return refused }
    ImageRecords(folder: premises.imagesFolder).remove(id)
    removeFiles(of: former)
    return []
  }

  /// Only files an image has, in a folder of its name; what else lies there stays, and so does what was moved away.
  private func removeFiles(of image: Image) {
    for path in image.disks.map(\.path) + (image.domain.map { [$0] } ?? []) {
      let folder = (path as NSString).deletingLastPathComponent
      guard (folder as NSString).lastPathComponent == image.id else { continue }
      if unlink(path) != 0, errnoNow() != ENOENT {
        premises.notices.post("\(path) could not be removed: \(String(cString: strerror(errnoNow()))).")
      }
      _ = rmdir(folder)
    }
  }
}
