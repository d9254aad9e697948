/// What each thread of a transfer does: step by step fill packs, and seal the last one.
enum PackingWork {
  /// How a step ended.
  enum Step {
    case more, done
    /// Another thread has failed; what is in hand is dropped.
    case abandoned
  }

  /// Takes steps until nothing is left; what is packed is kept when the transfer is stopped.
  ///
  /// - Parameter begin: Gets the thread's chunk buffer and packs, and gives back what is one step.
  static func run(
    _ session: WriteSession, _ proof: PackWriter.Proof,
    _ begin: (AlignedBuffer, PackWriter) -> () throws -> Step
  ) throws {
    let buffer = ChunkReader.buffer()
    let writer = PackWriter(session: session, proof: proof, scratch: buffer)
    let step = begin(buffer, writer)
    do {
      while true {
        // Before a step: pieces pass the turnstile in order, so whoever has one must not wait for a seat.
        if writer.isEmpty { WorkSeats.shared.letOthersPass(writer.forget) }
        switch try step() {
        case .more: continue
        case .done: return try writer.seal()
        case .abandoned: return
        }
      }
    } catch let stop as TransferStopped {
      try writer.seal()
      throw stop
    }
  }
}
