/// Watches a verification that nobody steers.
struct FindingObserver: TransferObserver {
  let region: String
  let onProgress: @Sendable (String, Int64, Int64) -> Void

  func checkpoint() throws {}
  func pace(_ bytes: Int) throws {}
  func progress(_ progress: TransferProgress) { onProgress(region, progress.logicalDone, progress.logicalTotal) }
}
