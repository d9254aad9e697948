import CloudSupport
import CloudWire
import Foundation
import TencentCloud
import Testing

/// Makes the client do what a vector recorded, with parameters read from the recorded requests, and looks at what was
/// read from the answers.
struct VectorDriver {
  private struct Answer: Decodable {
    struct Row: Decodable {
      private enum CodingKeys: String, CodingKey {
        case id = "SnapshotId"
        case state = "SnapshotState"
        case percent = "Percent"
        case copyingTo = "CopyingToRegions"
      }

      let id: String
      let state: String
      let percent: Int
      let copyingTo: [String]
    }

    struct Body: Decodable {
      private enum CodingKeys: String, CodingKey {
        case rows = "SnapshotSet"
        case total = "TotalCount"
      }

      let rows: [Row]
      let total: Int
    }

    private enum CodingKeys: String, CodingKey { case body = "Response" }

    let body: Body
  }

  private let vector: WireVector
  private let client: TencentClient

  init(_ vector: WireVector, replay: Replay) {
    self.vector = vector
    let clock = SteppedClock(Date(timeIntervalSince1970: 1_716_193_800))
    let courier = Courier(
      transport: replay, budget: RateBudget(perSecond: 1_000, clock: clock),
      policy: RetryPolicy(attempts: vector.expect?.attempts ?? 1), clock: clock)
    client = TencentClient(
      credentials: TencentCredentials(
        secretID: "AKIDexampleNotReal00", secretKey: Secret("secret"),
        token: vector.exchanges[0].header("X-TC-Token").map { Secret($0) }), courier: courier)
  }

  /// Performs the operation once for each recorded success; what is repeated after an error is the client's own matter.
  func run() async throws {
    let isRepeated = vector.expect?.category == "ok-after-retry"
    for exchange in isRepeated ? [vector.exchanges[0]] : vector.exchanges {
      let answer = isRepeated ? vector.exchanges[vector.exchanges.count - 1] : exchange
      try await perform(exchange, answered: answer.response.bodyText)
    }
  }

  private func perform(_ exchange: WireVector.Exchange, answered: String) async throws {
    let region = exchange.header("X-TC-Region")
    let body = try #require(
      JSONSerialization.jsonObject(with: Data(exchange.request.bodyText.utf8)) as? [String: Any])
    switch exchange.header("X-TC-Action") {
    case "DescribeRegions": try await regions(body, region)
    case "DescribeSnapshots": try await snapshots(body, region, answered)
    case "CopySnapshotCrossRegions": try await copy(body, region)
    case "DeleteSnapshots":
      let ids = try #require(body["SnapshotIds"] as? [String])
      _ = try await client.call(DeleteSnapshots(ids: ids), region: region)
    case "CreateSnapshot": try await create(body, region)
    case "ModifySnapshotAttribute":
      let request = ModifySnapshotAttribute(
        snapshot: try text(body["SnapshotId"]), name: try text(body["SnapshotName"]))
      _ = try await client.call(request, region: region)
    case "DescribeDiskConfigQuota": try await offers(body, region)
    case "DescribeSnapshotOverview": _ = try await client.call(DescribeSnapshotOverview(), region: region)
    case "DescribeDisks":
      let request = DescribeDisks(limit: body["Limit"] as? Int, offset: body["Offset"] as? Int)
      _ = try await client.call(request, region: region)
    default: Issue.record("\(vector.operation) is not spoken")
    }
  }

  private func regions(_ body: [String: Any], _ region: String?) async throws {
    let found: [TencentRegionSet.Entry]
    if let product = body["Product"] as? String {
      found = try await client.call(DescribeRegions(product: product), region: region).regions
    } else {
      found = try await client.call(DescribeRegionsOfCVM(), region: region).regions
      #expect(found.last?.state == "UNAVAILABLE")
    }
    #expect(found.contains { TencentEndpoints.isFinance($0.id) })
    #expect(found.allSatisfy { !$0.name.isEmpty })
  }

  private func snapshots(_ body: [String: Any], _ region: String?, _ answered: String) async throws {
    let request: DescribeSnapshots
    if let ids = body["SnapshotIds"] as? [String] {
      request = DescribeSnapshots(ids: ids)
    } else {
      let filters = (body["Filters"] as? [[String: Any]])?.compactMap { filter -> SnapshotFilter? in
        guard let word = filter["Name"] as? String, let name = SnapshotFilter.Name(rawValue: word) else { return nil }
        return SnapshotFilter(name, filter["Values"] as? [String] ?? [])
      }
      request = DescribeSnapshots(
        filters: filters, limit: body["Limit"] as? Int, offset: body["Offset"] as? Int,
        order: (body["Order"] as? String).flatMap { DescribeSnapshots.Order(rawValue: $0) })
    }
    let page = try await client.call(request, region: region)
    let expected = try JSONDecoder().decode(Answer.self, from: Data(answered.utf8)).body
    #expect(page.total == expected.total)
    #expect(page.snapshots.map(\.id) == expected.rows.map(\.id))
    #expect(page.snapshots.map(\.state) == expected.rows.map(\.state))
    #expect(page.snapshots.map(\.percent) == expected.rows.map(\.percent))
    #expect(page.snapshots.map(\.copyingTo) == expected.rows.map(\.copyingTo))
  }

  private func copy(_ body: [String: Any], _ region: String?) async throws {
    let destinations = try #require(body["DestinationRegions"] as? [String])
    let request = CopySnapshotCrossRegions(
      snapshot: try text(body["SnapshotId"]), destinations: destinations, name: body["SnapshotName"] as? String)
    let outcomes = try await client.call(request, region: region).outcomes
    #expect(outcomes.map(\.region) == destinations)
    for outcome in outcomes { #expect((outcome.code == "Success") == (outcome.snapshot != nil)) }
    if vector.id.contains("partial") { #expect(outcomes.last?.code == "InsufficientSnapshotQuota") }
  }

  private func create(_ body: [String: Any], _ region: String?) async throws {
    let tags = (body["Tags"] as? [[String: String]])?.map { TencentTag(key: $0["Key"] ?? "", value: $0["Value"] ?? "") }
    let request = CreateSnapshot(
      disk: try text(body["DiskId"]), name: body["SnapshotName"] as? String, deadline: body["Deadline"] as? String,
      tags: tags)
    let id = try await client.call(request, region: region).id
    #expect(id.hasPrefix("snap-"))
  }

  private func offers(_ body: [String: Any], _ region: String?) async throws {
    let inquiry = DescribeDiskConfigQuota.Inquiry(rawValue: try text(body["InquiryType"]))
    let request = DescribeDiskConfigQuota(
      try #require(inquiry), charge: body["DiskChargeType"] as? String, diskTypes: body["DiskTypes"] as? [String],
      zones: body["Zones"] as? [String])
    let offers = try await client.call(request, region: region).offers
    #expect(offers.first?.diskType == "CLOUD_PREMIUM")
  }

  private func text(_ value: Any?) throws -> String { try #require(value as? String) }
}
