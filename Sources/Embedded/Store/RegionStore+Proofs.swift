extension RegionStore {
  static let proof = "store"

  var proofs: RecordShelf<StoreProof> { RecordShelf(folder: "proofs", objects: objects) }

  /// The result of the last verification of the whole store; nil when there was none, or it cannot be read.
  var lastProof: StoreProof? {
    // Without it the records' own dates count, which are older; the next verification names it.
    try? proofs.read(Self.proof)
  }

  /// Keeps the result of a verification of the whole store.
  func keep(_ proof: StoreProof) throws(StoreError) {
    try requireWritable()
    try proofs.write(Self.proof, proof)
  }
}
