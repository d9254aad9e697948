import Replication

/// What a restored tree lacks of the one that was backed up, because nobody asked for it with privileges.
struct TreeOutcome: Hashable, Sendable {
  /// What is left out of a tree restored without privileges.
  enum Loss: Int, CaseIterable, Sendable {
    case setuid, device, owner, attribute
  }

  /// Files, folders, links and nodes that were made, the root counted.
  var entries: Int64 = 0
  /// How many entries lost something.
  private(set) var lost: [Loss: Int] = [:]
  /// The path of the first entry for each.
  private(set) var first: [Loss: String] = [:]

  /// Notes a loss.
  mutating func note(_ loss: Loss, _ place: [UInt8]) {
    lost[loss, default: 0] += 1
    if first[loss] == nil { first[loss] = TreePath.text(place) }
  }

  /// What was left out, in numbers; nil when nothing was.
  var leftOut: LeftOut? {
    let counts = LeftOut(
      setuid: lost[.setuid] ?? 0, devices: lost[.device] ?? 0, owners: lost[.owner] ?? 0,
      attributes: lost[.attribute] ?? 0)
    return counts.isEmpty ? nil : counts
  }

  /// What was left out, as a sentence; nil when nothing was.
  var sentence: String? {
    let parts = Loss.allCases.compactMap { loss in
      lost[loss].map { count in
        "\(Self.words(loss, count)) (first: \(first[loss].flatMap { $0.isEmpty ? nil : $0 } ?? "."))"
      }
    }
    return parts.isEmpty ? nil : "Left out without --privileged: \(parts.joined(separator: "; "))."
  }

  private static func words(_ loss: Loss, _ count: Int) -> String {
    let many = count != 1
    return switch loss {
    case .setuid: "setuid or setgid of \(count) \(many ? "entries" : "entry")"
    case .device: "\(count) device node\(many ? "s" : "")"
    case .owner: "the owner of \(count) \(many ? "entries" : "entry")"
    case .attribute: "attributes of \(count) \(many ? "entries" : "entry")"
    }
  }
}
