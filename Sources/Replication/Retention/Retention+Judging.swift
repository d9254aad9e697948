public import struct Foundation.Date

extension Retention {
  /// Decides about all items a policy made, in the order given.
  ///
  /// What is being copied, locked or not complete stays, and of every resource the newest verified item stays, whatever
  /// is set. Weeks and days are those of the policy's zone.
  public func judge(_ items: [RetentionItem], at now: Date, zone: NamedZone) -> [RetentionVerdict] {
    var reasons: [String: [String]] = [:]
    for group in Dictionary(grouping: items, by: \.resource).values {
      // Of equal moments the larger id counts as newer, so that every process decides the same.
      let newestFirst = group.sorted { ($0.moment, $0.id) > ($1.moment, $1.id) }
      // What is still being made takes nobody's place.
      keep(newestFirst.filter { $0.isVerified || $0.hold == nil }, at: now, zone: zone, &reasons)
      if let proof = newestFirst.first(where: \.isVerified) {
        reasons[proof.id, default: []].append("the last verified one")
      }
    }
    return items.map { item in
      RetentionVerdict(item: item, reasons: (reasons[item.id] ?? []) + (item.hold.map { [$0] } ?? []))
    }
  }

  private func keep(
    _ items: [RetentionItem], at now: Date, zone: NamedZone, _ reasons: inout [String: [String]]
  ) {
    if keepsEverything {
      for item in items { reasons[item.id, default: []].append("everything") }
      return
    }
    for item in items.prefix(last ?? 0) { reasons[item.id, default: []].append("last") }
    if let days {
      let limit = now.addingTimeInterval(-Double(days) * 86_400)
      for item in items where item.moment > limit { reasons[item.id, default: []].append("days") }
    }
    let spans: [(String, Int?, (CivilDay) -> Int)] = [
      ("daily", daily, { $0.number }), ("weekly", weekly, { $0.week }),
      ("monthly", monthly, { $0.parts.year * 12 + $0.parts.month }), ("yearly", yearly, { $0.parts.year }),
    ]
    for (word, count, span) in spans {
      guard let count else { continue }
      var seen: Set<Int> = []
      for item in items where seen.insert(span(zone.day(of: item.moment))).inserted {
        if seen.count > count { break }
        reasons[item.id, default: []].append(word)
      }
    }
  }
}
