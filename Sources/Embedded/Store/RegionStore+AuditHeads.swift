import Replication

extension RegionStore {
  static let audit = "audit"

  /// Ends of audits, each under the hash of its first line.
  var auditHeads: RecordShelf<AuditHead> { RecordShelf(folder: Self.audit, objects: objects) }

  /// Keeps the end of an audit unless a later one is known; it is made durable with whatever is made durable next.
  func keep(_ head: AuditHead) throws(StoreError) {
    try requireWritable()
    // A head that cannot be read is replaced: `audit verify` had its chance to name it.
    if let known = try? auditHeads.read(head.chain), known.number >= head.number { return }
    try auditHeads.write(head.chain, head, isSettled: false)
  }

  /// Writes a damaged head anew; of an audit that is no more, nothing is left to write.
  func mendAuditHead(_ chain: String, present: AuditHead?) throws(StoreError) {
    try requireWritable()
    try auditHeads.remove(chain)
    if let present, present.chain == chain { try auditHeads.write(chain, present) }
  }
}
