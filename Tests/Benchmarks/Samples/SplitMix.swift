/// Numbers that are the same on every machine and at every run.
struct SplitMix {
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var state: UInt64

  /// Neighbouring seeds give sequences that share nothing.
  init(seed: UInt64) { state = Self.mix(Self.mix(seed &+ Self.step) ^ seed) }

  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// A number from 0 up to below 1.
  mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

  private static func mix(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
