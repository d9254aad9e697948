public import CloudWire
internal import Foundation
internal import Synchronization

/// A small CBS in memory: snapshots of a few regions, copies that move when a test says so or by being looked at, and
/// trouble on demand.
public final class TencentStage: Transport {
  /// What happens to a request instead of an ordinary answer.
  public enum Trouble: Sendable {
    /// An error in the cloud's form.
    case fault(String, String)
    /// The request is carried out, and the connection ends before the answer.
    case lostAnswer
    /// The connection ends before the request is carried out.
    case lostRequest
    /// A gateway's page; the request is not carried out.
    case gateway
    /// Nobody can be reached.
    case refused
  }

  /// A snapshot.
  public struct Row: Sendable {
    /// The identifier.
    public var id: String
    /// Where it lies.
    public var region: String
    /// The name.
    public var name: String
    /// The state word.
    public var state: String
    /// How far it is made.
    public var percent: Int
    /// The disk it was taken of.
    public var disk = "disk-data"
    /// System or data.
    public var usage: String
    /// Whether it is a copy.
    public var isCopy: Bool
    /// Where copies of it are on their way to.
    public var copyingTo: [String] = []

    /// Makes a snapshot of the one data disk.
    public init(
      id: String, region: String, name: String, state: String = "NORMAL", percent: Int = 100,
      usage: String = "DATA_DISK", isCopy: Bool = false
    ) {
      self.id = id
      self.region = region
      self.name = name
      self.state = state
      self.percent = percent
      self.usage = usage
      self.isCopy = isCopy
    }
  }

  /// A request that came.
  public struct Asked: Sendable {
    /// The operation.
    public var action: String
    /// The region it is about.
    public var region: String
    /// The host it was sent to.
    public var host: String
    /// The body.
    public var body: String
  }

  private struct Trap: Sendable {
    var action: String
    var region: String?
    var trouble: Trouble
    var times: Int
  }

  private struct State: Sendable {
    var rows: [Row] = []
    var traps: [Trap] = []
    var asked: [Asked] = []
    var made = 0
    var quota: [String: Int] = [:]
    var movesWhenLookedAt = false
  }

  /// The regions, one of them a finance zone.
  public static let regions = ["ap-shanghai", "ap-singapore", "ap-hongkong", "ap-shanghai-fsi"]

  private let state: Mutex<State>

  /// Two snapshots of a data disk and one of a system disk in Shanghai, one in Singapore.
  public static let usual: [Row] = [
    Row(id: "snap-source01", region: "ap-shanghai", name: "nightly 1"),
    Row(id: "snap-source02", region: "ap-shanghai", name: "nightly 2"),
    Row(id: "snap-system01", region: "ap-shanghai", name: "system", usage: "SYSTEM_DISK"),
    Row(id: "snap-elsewher", region: "ap-singapore", name: "other"),
  ]

  /// Makes a stage.
  public init(rows: [Row] = TencentStage.usual) { state = Mutex(State(rows: rows)) }

  /// What there is.
  public var rows: [Row] { state.withLock { $0.rows } }
  /// What came so far.
  public var asked: [Asked] { state.withLock { $0.asked } }

  /// How often an operation was asked for.
  public func count(_ action: String) -> Int { asked.count { $0.action == action } }

  /// Changes a snapshot.
  public func change(_ id: String, _ body: @Sendable (inout Row) -> Void) {
    state.withLock { state in
      for index in state.rows.indices where state.rows[index].id == id { body(&state.rows[index]) }
    }
  }

  /// Adds a snapshot.
  public func add(_ row: Row) { state.withLock { $0.rows.append(row) } }

  /// Takes a snapshot away.
  public func remove(_ id: String) { state.withLock { $0.rows.removeAll { $0.id == id } } }

  /// From now on whatever is being made is done when it is looked at for the second time.
  public func moveWhenLookedAt() { state.withLock { $0.movesWhenLookedAt = true } }

  /// Trouble for the next requests of an action.
  public func trap(_ action: String, in region: String? = nil, _ trouble: Trouble, times: Int = 1) {
    state.withLock { $0.traps.append(Trap(action: action, region: region, trouble: trouble, times: times)) }
  }

  /// Lets a region hold so many snapshots.
  public func limit(_ region: String, to quota: Int) { state.withLock { $0.quota[region] = quota } }

  /// Ends a copy: its target is there, and the source names the region no more.
  public func finish(copy id: String) { state.withLock { Self.finish(id, &$0) } }

  private static func finish(_ id: String, _ state: inout State) {
    guard let index = state.rows.firstIndex(where: { $0.id == id }) else { return }
    (state.rows[index].state, state.rows[index].percent) = ("NORMAL", 100)
    let region = state.rows[index].region
    for other in state.rows.indices { state.rows[other].copyingTo.removeAll { $0 == region } }
  }

  /// What a server answers.
  public func reply(to request: WireRequest) async -> Reply {
    do throws(TransportError) {
      return .answer(try await send(request, to: Endpoint(host: "loopback")))
    } catch {
      return .hangUp
    }
  }

  /// Answers a request.
  public func send(_ request: WireRequest, to endpoint: Endpoint) async throws(TransportError) -> WireResponse {
    let action = request.header("X-TC-Action") ?? ""
    let region = request.header("X-TC-Region") ?? ""
    let body = String(decoding: request.body, as: UTF8.self)
    let trouble = state.withLock { state -> Trouble? in
      state.asked.append(Asked(action: action, region: region, host: endpoint.host, body: body))
      let place = state.traps.firstIndex {
        $0.action == action && $0.times > 0 && ($0.region == nil || $0.region == region)
      }
      guard let place else { return nil }
      state.traps[place].times -= 1
      return state.traps[place].trouble
    }
    switch trouble {
    case .fault(let code, let message): return Self.response(Self.encoded(Self.fault(code, message)))
    case .lostRequest: throw .lost(host: endpoint.host)
    case .refused: throw .refused(host: endpoint.host)
    case .gateway: return WireResponse(status: 502, body: Array("<html>502</html>".utf8))
    case .lostAnswer:
      _ = perform(action, region, request.body)
      throw .lost(host: endpoint.host)
    case nil: return Self.response(perform(action, region, request.body))
    }
  }

  private static func response(_ body: [UInt8]) -> WireResponse { WireResponse(status: 200, body: body) }

  private static func encoded(_ answer: [String: Any]) -> [UInt8] {
    let whole: [String: Any] = ["Response": answer.merging(["RequestId": "req-1"]) { $1 }]
    // What tests put in can always be written as JSON.
    return Array((try? JSONSerialization.data(withJSONObject: whole)) ?? Data())
  }

  private static func fault(_ code: String, _ message: String) -> [String: Any] {
    ["Error": ["Code": code, "Message": message]]
  }

  private func perform(_ action: String, _ region: String, _ body: [UInt8]) -> [UInt8] {
    state.withLock { state in
      let parameters = (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
      return Self.encoded(Self.answer(&state, action, region, parameters))
    }
  }

  private static func answer(
    _ state: inout State, _ action: String, _ region: String, _ parameters: [String: Any]
  ) -> [String: Any] {
    switch action {
    case "DescribeRegions":
      let set = regions.map { ["Region": $0, "RegionName": "Region \($0)", "RegionState": "AVAILABLE"] }
      return ["TotalCount": regions.count, "RegionSet": set]
    case "DescribeSnapshots":
      defer { move(&state, parameters) }
      return list(state, region, parameters)
    case "DescribeDisks": return disks(region)
    case "CopySnapshotCrossRegions": return copy(&state, region, parameters)
    case "CreateSnapshot": return create(&state, region, parameters)
    // The same token makes the same disk.
    case "CreateDisks": return ["DiskIdSet": ["disk-of-\(parameters["ClientToken"] as? String ?? "")"]]
    case "DescribeDiskConfigQuota": return offers(parameters)
    case "DeleteSnapshots": return delete(&state, parameters)
    default: return fault("InvalidAction", action)
    }
  }

  private static func move(_ state: inout State, _ parameters: [String: Any]) {
    guard state.movesWhenLookedAt, let ids = parameters["SnapshotIds"] as? [String] else { return }
    for id in ids {
      guard let index = state.rows.firstIndex(where: { $0.id == id }), state.rows[index].state != "NORMAL" else {
        continue
      }
      if state.rows[index].percent == 0 { state.rows[index].percent = 50 } else { finish(id, &state) }
    }
  }

  private static func disks(_ region: String) -> [String: Any] {
    guard region == "ap-shanghai" else { return ["TotalCount": 0, "DiskSet": [[String: Any]]()] }
    let disk: [String: Any] = [
      "DiskId": "disk-data", "DiskName": "orders", "DiskSize": 50, "DiskUsage": "DATA_DISK", "SnapshotAbility": true,
    ]
    return ["TotalCount": 1, "DiskSet": [disk]]
  }

  private static func offers(_ parameters: [String: Any]) -> [String: Any] {
    let zones = parameters["Zones"] as? [String] ?? []
    let offers = zones.flatMap { zone -> [[String: Any]] in
      [
        ["Zone": zone, "DiskType": "CLOUD_BASIC", "Available": false],
        ["Zone": zone, "DiskType": "CLOUD_PREMIUM", "Available": true],
      ]
    }
    return ["DiskConfigSet": offers]
  }

  private static func create(_ state: inout State, _ region: String, _ parameters: [String: Any]) -> [String: Any] {
    state.made += 1
    let id = "snap-made000\(state.made)"
    state.rows.append(
      Row(id: id, region: region, name: parameters["SnapshotName"] as? String ?? "", state: "CREATING", percent: 0))
    return ["SnapshotId": id]
  }

  private static func list(_ state: State, _ region: String, _ parameters: [String: Any]) -> [String: Any] {
    var rows = Array(state.rows.filter { $0.region == region }.reversed())
    if let ids = parameters["SnapshotIds"] as? [String] { rows = rows.filter { ids.contains($0.id) } }
    for filter in parameters["Filters"] as? [[String: Any]] ?? [] {
      let values = filter["Values"] as? [String] ?? []
      if filter["Name"] as? String == "snapshot-state" { rows = rows.filter { values.contains($0.state) } }
    }
    let offset = parameters["Offset"] as? Int ?? 0
    let page = rows.dropFirst(offset).prefix(parameters["Limit"] as? Int ?? 20)
    return ["TotalCount": rows.count, "SnapshotSet": page.map(json)]
  }

  private static func json(_ row: Row) -> [String: Any] {
    [
      "SnapshotId": row.id, "SnapshotName": row.name, "SnapshotState": row.state, "Percent": row.percent,
      "DiskId": row.disk, "DiskSize": 50, "DiskUsage": row.usage, "CopyFromRemote": row.isCopy,
      "CopyingToRegions": row.copyingTo, "CreateTime": "2024-05-20 10:00:00", "SnapshotType": "PRIVATE_SNAPSHOT",
      "Placement": ["Zone": "\(row.region)-1", "ProjectId": 0] as [String: Any],
    ]
  }

  private static func copy(_ state: inout State, _ region: String, _ parameters: [String: Any]) -> [String: Any] {
    guard let id = parameters["SnapshotId"] as? String, let targets = parameters["DestinationRegions"] as? [String],
      let place = state.rows.firstIndex(where: { $0.id == id && $0.region == region })
    else { return fault("InvalidSnapshotId.NotFound", "The `SnapshotId` entered does not exist.") }
    if targets.contains(where: { state.rows[place].copyingTo.contains($0) }) {
      return fault("ResourceInUse.CopySnapshotConflict", "The specified snapshot is being replicated.")
    }
    let source = state.rows[place]
    var outcomes: [[String: Any]] = []
    for target in targets {
      if let quota = state.quota[target], state.rows.count(where: { $0.region == target }) >= quota {
        outcomes.append([
          "DestinationRegion": target, "SnapshotId": "", "Code": "InsufficientSnapshotQuota",
          "Message": "Insufficient snapshot quota.",
        ])
        continue
      }
      state.made += 1
      let made = "snap-made000\(state.made)"
      state.rows.append(
        Row(
          id: made, region: target, name: parameters["SnapshotName"] as? String ?? "Copied \(id) from \(region)",
          state: "COPYING_FROM_REMOTE", percent: 0, usage: source.usage, isCopy: true))
      state.rows[place].copyingTo.append(target)
      outcomes.append(["DestinationRegion": target, "SnapshotId": made, "Code": "Success", "Message": ""])
    }
    return ["SnapshotCopyResultSet": outcomes]
  }

  private static func delete(_ state: inout State, _ parameters: [String: Any]) -> [String: Any] {
    let ids = parameters["SnapshotIds"] as? [String] ?? []
    for id in ids {
      guard let row = state.rows.first(where: { $0.id == id }) else {
        return fault("InvalidSnapshotId.NotFound", "The `SnapshotId` entered does not exist.")
      }
      if !row.copyingTo.isEmpty { return fault("ResourceBusy", "The resource is busy. Try again later.") }
    }
    state.rows.removeAll { ids.contains($0.id) }
    return [:]
  }
}
