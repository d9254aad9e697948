/// Chooses chunks at random, the first of each disk always: it is what a server starts from.
struct DrillSample: Sendable {
  /// How many percent are chosen.
  let percent: Int
  /// Makes each drill another choice, and each pass over one drill the same.
  let seed: UInt64

  /// Whether everything is chosen.
  var isWhole: Bool { percent >= 100 }

  /// Whether the chunk at a logical offset is chosen.
  func holds(_ offset: Int64) -> Bool {
    if isWhole || offset == 0 { return true }
    var mixed = seed &+ UInt64(bitPattern: offset) &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return (mixed ^ (mixed >> 31)) % 100 < UInt64(max(0, percent))
  }
}
