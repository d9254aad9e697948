import Replication

extension DrillCertificate {
  /// What tables say of it: when it was, and whether it failed.
  var cell: String { (passed ? "" : "FAILED ") + Moment.text(date) }
}
