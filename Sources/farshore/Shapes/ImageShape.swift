import Foundation
import Replication

/// An image, as `--json` prints it; sizes in bytes.
struct ImageShape: Encodable {
  /// A written disk file.
  struct Disk: Encodable {
    var name: String
    var path: String
    var size: Int64
    var sha256: String?
    var format: String
  }

  var id: String
  var name: String
  var region: String
  var backup: String
  var disks: [Disk]
  var createdAt: Date
  var domain: String?

  init(_ image: Image) {
    id = image.id
    name = image.name
    region = image.region
    backup = image.backup
    disks = image.disks.map {
      Disk(
        name: $0.name, path: $0.path, size: $0.size, sha256: $0.sha256, format: ($0.format ?? .raw).rawValue)
    }
    createdAt = image.createdAt
    domain = image.domain
  }
}
