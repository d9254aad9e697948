import Foundation
import Replication

/// What the last restore drill found, as `--json` prints it; sizes in bytes.
struct DrillShape: Encodable {
  var date: Date
  var passed: Bool
  var percent: Int
  var chunks: Int64
  var bytes: Int64
  var manifests: [String]
  var comparedWithOriginal: Bool
  var operatedBy: String
  var problem: String?

  init(_ certificate: DrillCertificate) {
    date = certificate.date
    passed = certificate.passed
    percent = certificate.percent
    chunks = certificate.chunks
    bytes = certificate.bytes
    manifests = certificate.manifests
    comparedWithOriginal = certificate.original
    operatedBy = certificate.requester.description
    problem = certificate.problem
  }
}
