import Catalog
import CloudWire
import Foundation
public import Replication

extension TencentAccount {
  /// Takes a snapshot of a disk, which is looked for in all regions that can be reached.
  public func createSnapshot(_ request: SnapshotRequest, by requester: Operator) async throws -> Admission {
    var refused = FieldRules.snapshotName(request.name ?? "", countsUTF16: true)
    guard let (disk, region) = try await find(disk: request.disk) else {
      return Admission(refused: [Self.unknown("disk", request.disk)] + refused)
    }
    if disk.takesSnapshots == false {
      refused.append(
        Refusal(
          code: .serviceMissing, message: "The cloud takes no snapshots of \(disk.id).", field: .source,
          source: disk.id, region: region))
    }
    guard refused.isEmpty else { return Admission(refused: refused) }
    let wanted = request.name ?? ""
    let name =
      FieldRules.isBlank(wanted)
      ? DefaultNames.snapshot(of: disk.name.isEmpty ? disk.id : disk.name, at: clock.now) : wanted
    do {
      let id = try await create(CreateSnapshot(disk: disk.id, name: name), region: region)
      return Admission(tasks: [try begin(id, name, disk, region, by: requester)])
    } catch let error as TencentError {
      guard let fault = error.fault, let code = TencentCodes.rule(fault, for: .create) else { throw error }
      return Admission(refused: [
        Refusal(
          code: code, message: "\(region): \(fault.sentence).", field: .source, source: disk.id, region: region)
      ])
    }
  }

  /// A disk by id, or by a name that only one disk has.
  private func find(disk text: String) async throws -> (TencentDisk, String)? {
    let regions = try catalog.regions().filter { $0.snapshotCopySupported && $0.unreachable == nil }
    let client = client
    var found: [(TencentDisk, String)] = []
    var trouble: TencentError?
    await withTaskGroup(of: (Result<[TencentDisk], TencentError>, String).self) { group in
      for region in regions {
        group.addTask {
          do throws(TencentError) {
            return (.success(try await client.disks(region: region.id)), region.id)
          } catch {
            return (.failure(error), region.id)
          }
        }
      }
      for await (outcome, region) in group {
        switch outcome {
        case .success(let disks): found += disks.filter { $0.id == text || $0.name == text }.map { ($0, region) }
        case .failure(let error): trouble = trouble ?? error
        }
      }
    }
    // It may lie where nobody could look.
    if found.isEmpty, let trouble { throw trouble }
    if let exact = found.first(where: { $0.0.id == text }) { return exact }
    guard found.count > 1 else { return found.first }
    let list = found.map { "\($0.0.id) (\($0.1))" }.sorted().joined(separator: ", ")
    throw Refused([
      Refusal(code: .ambiguousID, message: "\(text) could be any disk of \(list).", field: .source, source: text)
    ])
  }

  /// Asks once; after a lost answer only what is listed under the name counts.
  private func create(_ request: CreateSnapshot, region: String) async throws -> String {
    let before = Set(try await client.newestSnapshots(region: region).map(\.id))
    do {
      return try await client.call(request, region: region).id
    } catch {
      guard error.leavesOutcomeOpen else { throw error }
      for pause in [Duration.seconds(1), .seconds(2), .seconds(4)] {
        try await clock.sleep(pause)
        let rows = try await client.newestSnapshots(region: region)
        let made = rows.first { $0.name == request.name && $0.disk == request.disk && !before.contains($0.id) }
        if let made { return made.id }
      }
      throw TencentError.outcomeUnknown(
        action: CreateSnapshot.permission, subject: request.disk, region: region, reason: error.explanation.message)
    }
  }

  private func begin(
    _ id: String, _ name: String, _ disk: TencentDisk, _ region: String, by requester: Operator
  ) throws -> CloudTask {
    let size = min(max(disk.size ?? 0, 0), 1 << 24) << 30
    let snapshot = Snapshot(
      id: id, name: name, state: .creating, percent: 0, region: region, project: "0",
      disk: NamedReference(id: disk.id, name: disk.name), usage: disk.usage == "DATA_DISK" ? .data : .system,
      size: size, createdAt: clock.now)
    let task = CloudTask(
      id: UUID().uuidString.lowercased(), type: .snapshot, status: .running, phase: .reading,
      source: TaskEndpoint(id: disk.id, name: disk.name, region: region),
      target: TaskEndpoint(id: id, name: name, region: region), requestedBy: requester, bytesTotal: size,
      bytesTransferred: nil, createdAt: clock.now, startedAt: clock.now)
    try catalog.write(durable: true) { transaction in
      if try transaction.snapshot(id) == nil { try transaction.put(snapshot) }
      try transaction.put(task)
      try transaction.appendAudit(
        audit("snapshot", disk.id, region: region, by: requester, facts: ["task": task.id, "snapshot": id]))
    }
    return task
  }
}
