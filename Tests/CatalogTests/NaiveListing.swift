import Foundation
import Replication

/// What a listing means, computed row by row, to compare windows with.
struct NaiveListing {
  /// One row reduced to what lists look at.
  struct Row {
    var id: String
    var texts: [String]
    var region: Set<String>
    var project: Set<String?>
    var status: String
    var kinds: [String]
    var vaults: [String]
    var type: ResourceType?
    var keys: [Listing.Column: Key]
    var created: Date
  }

  /// What rows are compared by: numbers, or texts by their UTF-8 bytes.
  enum Key {
    case number(Double)
    case text(String)
  }

  var rows: [Row]

  func unfilteredTotal(_ listing: Listing) -> Int { rows.count { isListed($0, listing) } }

  func ids(_ listing: Listing) -> [String] {
    let kept = rows.filter { isListed($0, listing) && passes($0, listing) }
    return kept.map { (key: key($0, listing), id: $0.id) }
      .sorted { first, second in
        let order = compare(first.key, second.key, first.id, second.id)
        return listing.descending ? order > 0 : order < 0
      }.map(\.id)
  }

  private func isListed(_ row: Row, _ listing: Listing) -> Bool {
    switch listing.subject {
    case .vaults(let type?), .backups(let type?): if row.type != type { return false }
    default: break
    }
    if let region = listing.scope.region, !row.region.contains(region) { return false }
    if let project = listing.scope.project, !row.project.contains(project), !row.project.contains(nil) { return false }
    return listing.vault.map { row.vaults.contains($0) } ?? true
  }

  private func passes(_ row: Row, _ listing: Listing) -> Bool {
    if !listing.statuses.isEmpty, !listing.statuses.contains(row.status) { return false }
    if let kind = listing.kind, !row.kinds.contains(kind) { return false }
    // Compared byte by byte: Swift's own `contains` would take é and e + accent for equal.
    let text = Data(listing.text.lowercased().utf8)
    return text.isEmpty || row.texts.contains { Data($0.lowercased().utf8).range(of: text) != nil }
  }

  private func key(_ row: Row, _ listing: Listing) -> Key {
    row.keys[listing.sort] ?? .number(row.created.timeIntervalSinceReferenceDate)
  }

  private func compare(_ first: Key, _ second: Key, _ firstID: String, _ secondID: String) -> Int {
    switch (first, second) {
    case (.number(let a), .number(let b)) where a != b: return a < b ? -1 : 1
    case (.text(let a), .text(let b)) where a != b: return before(a, b) ? -1 : 1
    default: return firstID == secondID ? 0 : before(firstID, secondID) ? -1 : 1
    }
  }

  private func before(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}

extension NaiveListing.Row {
  init(_ backup: Backup) {
    self.init(
      id: backup.id,
      texts: [
        backup.name, backup.id, backup.resource.name, backup.resource.id, backup.vault.name, backup.vault.id,
      ], region: [backup.region], project: [backup.project], status: backup.status.rawValue,
      kinds: [backup.kind.rawValue, backup.resource.kind.rawValue], vaults: [backup.vault.id], type: backup.type,
      keys: [
        .name: .text(folded(backup.name)), .status: .text(backup.status.rawValue), .region: .text(backup.region),
        .size: .number(Double(backup.size)), .vault: .text(folded(backup.vault.name)),
        .resource: .text(folded(backup.resource.name)), .kind: .text(backup.kind.rawValue),
        .type: .text(backup.type.rawValue), .id: .text(backup.id), .description: .text(folded(backup.description)),
        .replicas: .number(0), .drilled: .number(0), .locked: .number(Self.busy.contains(backup.id) ? 1 : 0),
      ], created: backup.createdAt)
  }

  init(_ vault: Vault) {
    let holdings = Holdings.all[vault.id] ?? Holdings()
    self.init(
      id: vault.id, texts: [vault.name, vault.id], region: [vault.region], project: [vault.project],
      status: vault.status.rawValue, kinds: [vault.protection.rawValue, vault.type.rawValue], vaults: [vault.id],
      type: vault.type,
      keys: [
        .name: .text(folded(vault.name)), .status: .text(vault.status.rawValue), .region: .text(vault.region),
        .size: .number(Double(vault.capacity)), .kind: .text(vault.protection.rawValue),
        .type: .text(vault.type.rawValue), .id: .text(vault.id), .used: .number(holdings.used),
        .free: .number(Double(vault.capacity) - holdings.used - holdings.reserved), .count: .number(holdings.count),
        .resources: .number(Double(holdings.resources.count)), .reach: .number(0),
      ], created: vault.createdAt)
  }

  init(_ snapshot: Snapshot) {
    self.init(
      id: snapshot.id, texts: [snapshot.name, snapshot.id, snapshot.disk.name, snapshot.disk.id],
      region: [snapshot.region], project: [snapshot.project], status: snapshot.state.rawValue,
      kinds: [snapshot.usage.rawValue], vaults: [], type: nil,
      keys: [
        .name: .text(folded(snapshot.name)), .status: .text(snapshot.state.rawValue), .region: .text(snapshot.region),
        .size: .number(Double(snapshot.size)), .resource: .text(folded(snapshot.disk.name)),
        .usage: .text(snapshot.usage.rawValue), .percent: .number(Double(snapshot.percent)), .id: .text(snapshot.id),
        .source: .text(snapshot.source?.region ?? ""), .drilled: .number(0),
        .locked: .number(Self.busy.contains(snapshot.id) ? 1 : 0),
      ], created: snapshot.createdAt)
  }

  init(_ task: CloudTask) {
    let ends = [task.source, task.target].compactMap { $0 }
    self.init(
      id: task.id, texts: [task.id] + ends.flatMap { [$0.name, $0.id, $0.vault ?? ""] },
      region: Set(ends.map(\.region)),
      project: [nil], status: task.status.rawValue, kinds: [task.type.rawValue], vaults: ends.compactMap(\.vault),
      type: nil,
      keys: [
        .name: .text(folded(ends.first?.name ?? "")), .status: .text(task.status.rawValue),
        .region: .text(task.target?.region ?? task.source?.region ?? ""), .size: .number(Double(task.bytesTotal)),
        .kind: .text(task.type.rawValue), .type: .text(task.type.rawValue), .percent: .number(Double(task.percent)),
        .id: .text(task.id), .source: .text(task.source?.region ?? ""), .target: .text(task.target?.region ?? ""),
        .duration: .number(0), .requester: .text(folded(task.requestedBy.user)), .error: .text(task.error ?? ""),
      ], created: task.createdAt)
  }

  init(_ image: Image) {
    self.init(
      id: image.id, texts: [image.name, image.id, image.backup], region: [image.region], project: [nil], status: "",
      kinds: [], vaults: [], type: nil,
      keys: [
        .name: .text(folded(image.name)), .region: .text(image.region),
        .size: .number(Double(image.disks.reduce(0) { $0 + $1.size })), .id: .text(image.id),
        .disks: .number(Double(image.disks.count)),
        .format: .text(Set(image.disks.map { ($0.format ?? .raw).rawValue }).sorted().joined(separator: "+")),
        .folder: .text(image.disks[0].path.split(separator: "/").dropLast().joined(separator: "/")),
      ], created: image.createdAt)
  }

  /// What the sample tasks that have not ended read.
  private static let busy = Set(
    (0..<WindowTests.count).map(Samples.task).filter { !$0.status.hasEnded }.compactMap(\.source?.id))
}

/// What the sample rows put into a vault.
private struct Holdings {
  var resources: Set<String> = []
  var used = 0.0
  var reserved = 0.0
  var count = 0.0

  static let all: [String: Holdings] = {
    var all: [String: Holdings] = [:]
    for number in 0..<WindowTests.count {
      let (backup, task) = (Samples.backup(number), Samples.task(number))
      let isThere = backup.status != .protecting && backup.status != .waitingProtect
      all[backup.vault.id, default: Holdings()].count += 1
      all[backup.vault.id, default: Holdings()].resources.insert(backup.resource.id)
      all[backup.vault.id, default: Holdings()].used += isThere ? Double(backup.size) : 0
      if let vault = task.target?.vault, !task.status.hasEnded {
        all[vault, default: Holdings()].reserved += Double(task.bytesTotal)
      }
    }
    return all
  }()
}

/// Letter case of ASCII ignored, like SQLite's NOCASE.
private func folded(_ text: String) -> String {
  String(decoding: text.utf8.map { 65...90 ~= $0 ? $0 + 32 : $0 }, as: UTF8.self)
}
