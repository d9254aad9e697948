/// The line of those who want to cross a link: one stands at the counter and pays, the others wait.
///
/// Next comes whoever's transfer has paid least, so that transfers move evenly however many threads each has; who
/// comes anew begins where the others are.
struct PayLine {
  private var atCounter: Place?
  private var waiting: [Place] = []
  /// Bytes each transfer has paid, counted from where it joined.
  private var paid: [String: Int64] = [:]
  /// What the one who was served last had paid before.
  private var level: Int64 = 0

  /// Whether nobody stands in it.
  var isEmpty: Bool { atCounter == nil }

  /// Lines up; at the counter at once where nobody is there.
  mutating func join(_ place: Place) {
    paid[place.payer] = max(paid[place.payer] ?? level, level)
    waiting.append(place)
    if atCounter == nil { callNext() }
  }

  /// Leaves the line, wherever the place is, having paid so many bytes.
  mutating func leave(_ place: Place, having bytes: Int) {
    paid[place.payer, default: level] += Int64(bytes)
    if atCounter === place {
      atCounter = nil
      callNext()
    } else {
      waiting.removeAll { $0 === place }
    }
  }

  func isAtCounter(_ place: Place) -> Bool { atCounter === place }

  private mutating func callNext() {
    let next = waiting.indices.min { (paid[waiting[$0].payer] ?? level) < (paid[waiting[$1].payer] ?? level) }
    guard let next else { return }
    let place = waiting.remove(at: next)
    atCounter = place
    level = max(level, paid[place.payer] ?? level)
    forgetOthers()
    place.bell.ring()
  }

  /// Whoever is not in line and has paid no more than the level begins there anyway.
  private mutating func forgetOthers() {
    guard paid.count > 256 else { return }
    let present = Set(waiting.map(\.payer) + (atCounter.map { [$0.payer] } ?? []))
    paid = paid.filter { $0.value > level || present.contains($0.key) }
  }
}
