import Catalog
import CloudWire
import Foundation
public import Replication

extension TencentAccount {
  /// Makes a disk of a snapshot, paid by the hour.
  ///
  /// - Returns: the ids of what is being made.
  /// - Throws: `Refused` with all reasons, `TencentError`.
  public func createDisk(_ wish: DiskWish, by requester: Operator) async throws -> [String] {
    guard let source = try catalog.snapshot(wish.snapshot),
      let row = try await sync.read([wish.snapshot], region: source.region).rows.first
    else { throw Refused([Self.unknown("snapshot", wish.snapshot)]) }
    let zone = wish.zone ?? row.zone ?? ""
    let refused = try refusals(wish, zone: zone)
    guard refused.isEmpty else { throw Refused(refused) }
    let diskType = try await diskType(wish, zone: zone, region: source.region)
    let request = CreateDisks(
      zone: zone, diskType: diskType, name: wish.name, snapshot: source.id, token: UUID().uuidString.lowercased())
    let ids = try await create(request, region: source.region)
    try catalog.write(durable: true) { transaction in
      try transaction.appendAudit(
        audit(
          "create-disk", source.id, region: source.region, by: requester,
          facts: ["disks": ids.joined(separator: ","), "zone": zone, "type": diskType]))
    }
    return ids
  }

  private func refusals(_ wish: DiskWish, zone: String) throws -> [Refusal] {
    var refused = FieldRules.resourceName(wish.name, field: .name, countsUTF16: true)
    guard let source = try catalog.snapshot(wish.snapshot) else {
      return refused + [Self.unknown("snapshot", wish.snapshot)]
    }
    if source.state != .normal {
      refused.append(
        Refusal(
          code: .snapshotState, message: "Snapshot is \(source.state.label); wait until it is Normal.", field: .source,
          source: source.id, region: source.region))
    }
    if zone.isEmpty {
      refused.append(
        Refusal(
          code: .regionRequired, message: "The cloud does not say the snapshot's zone; name one.", field: .region,
          source: source.id, region: source.region))
    }
    return refused
  }

  /// The type wanted, or the first that the zone has.
  private func diskType(_ wish: DiskWish, zone: String, region: String) async throws -> String {
    if let diskType = wish.diskType { return diskType }
    let inquiry = DescribeDiskConfigQuota(charge: "POSTPAID_BY_HOUR", zones: [zone])
    let offers = try await client.call(inquiry, region: region).offers
    guard let offer = offers.first(where: { $0.isAvailable && $0.zone == zone }) else {
      throw Refused([
        Refusal(
          code: .serviceMissing, message: "\(zone) offers no disks just now. Name another zone.", field: .region,
          region: region)
      ])
    }
    return offer.diskType
  }

  /// Sent again after a lost answer: its token makes a second request the same as the first.
  private func create(_ request: CreateDisks, region: String) async throws -> [String] {
    for pause in [Duration.seconds(1), .seconds(2)] {
      do {
        return try await client.call(request, region: region).ids
      } catch {
        guard error.leavesOutcomeOpen else { throw error }
        try await clock.sleep(pause)
      }
    }
    return try await client.call(request, region: region).ids
  }
}
