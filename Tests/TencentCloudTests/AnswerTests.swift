import CloudSupport
import CloudWire
import Foundation
import Replication
import TencentCloud
import Testing

@Suite("Answers that are not what they should be (issue 6, points 2 and 4)")
struct AnswerTests {
  private func client(_ json: String, status: Int = 200) -> TencentClient {
    let clock = SteppedClock()
    let courier = Courier(
      transport: Replay(json: json, status: status), budget: RateBudget(perSecond: 1_000, clock: clock),
      policy: .once, clock: clock)
    return TencentClient(
      credentials: TencentCredentials(
        secretID: "AKID", secretKey: Secret("hidden-secret"), token: Secret("hidden-token")),
      courier: courier)
  }

  private func page(_ row: String, total: String = "1") -> String {
    #"{"Response":{"TotalCount":\#(total),"SnapshotSet":[\#(row)],"RequestId":"r-1"}}"#
  }

  @Test(
    "What a list cannot do without is asked for, with the request's id",
    arguments: [
      #"{"Response":{"TotalCount":1,"RequestId":"r-1"}}"#, #"{"Response":{"SnapshotSet":[],"RequestId":"r-1"}}"#,
      #"{"Response":{"TotalCount":"1","SnapshotSet":[],"RequestId":"r-1"}}"#,
      #"{"Response":{"TotalCount":1e300,"SnapshotSet":[],"RequestId":"r-1"}}"#,
      #"{"Response":{"TotalCount":1,"SnapshotSet":{},"RequestId":"r-1"}}"#,
      #"{"Response":{"TotalCount":1,"SnapshotSet":[{"SnapshotState":"NORMAL"}],"RequestId":"r-1"}}"#,
      #"{"Response":{"TotalCount":1,"SnapshotSet":[{"SnapshotId":"a b","SnapshotState":"NORMAL"}],"RequestId":"r-1"}}"#,
      #"{"Response":{"TotalCount":1,"SnapshotSet":[{"SnapshotId":"","SnapshotState":"NORMAL"}],"RequestId":"r-1"}}"#,
      #"{"Response":{"TotalCount":1,"SnapshotSet":[{"SnapshotId":7,"SnapshotState":"NORMAL"}],"RequestId":"r-1"}}"#,
    ])
  func broken(_ json: String) async {
    let error = await #expect(throws: TencentError.self) {
      try await client(json).call(DescribeSnapshots(), region: "ap-x")
    }
    guard case .unreadable(_, _, _, let requestID) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(requestID == "r-1")
    #expect(error?.explanation.message.contains("r-1") == true)
  }

  @Test("Nesting without end is refused, not followed")
  func deep() async {
    let nest = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    let hostile = page(#"{"SnapshotId":"snap-1","SnapshotState":"NORMAL","Tags":\#(nest)}"#)
    await #expect(throws: TencentError.self) { try await client(hostile).call(DescribeSnapshots(), region: "ap-x") }
  }

  @Test("One odd field of one row hides nothing else")
  func oddFields() async throws {
    let row = #"""
      {"SnapshotId":"snap-1","SnapshotState":"BLOOMING","Percent":"many","DiskSize":1e300,"DiskUsage":7,"Tags":"x",
      "CopyingToRegions":null,"CopyFromRemote":"yes","Images":[{}],"Placement":[],"CreateTime":{},"SnapshotName":null}
      """#
    let found = try await client(page(row)).call(DescribeSnapshots(), region: "ap-x").snapshots
    #expect(found.map(\.id) == ["snap-1"])
    // A word nobody knows stays as it came (S70).
    #expect(found.first?.state == "BLOOMING")
    #expect(found.first?.copyingTo == [])
    #expect(found.first?.diskSize == nil)
  }

  @Test("A copy without an id of what it makes is no success")
  func copyWithoutID() async {
    let json = #"{"Response":{"SnapshotCopyResultSet":[{"DestinationRegion":"ap-y","Code":"Success"}]}}"#
    await #expect(throws: TencentError.self) {
      try await client(json).call(CopySnapshotCrossRegions(snapshot: "snap-1", destinations: ["ap-y"]), region: "ap-x")
    }
  }

  @Test(
    "Answers without JSON are the server's trouble",
    arguments: [(502, "<html>"), (500, ""), (503, "{}"), (404, "not here"), (429, "")])
  func noJSON(_ status: Int, _ body: String) async {
    let error = await #expect(throws: TencentError.self) {
      try await client(body, status: status).call(DescribeSnapshots(), region: "ap-x")
    }
    #expect(error?.fault?.category == (status == 429 ? .throttled : .server))
  }

  @Test("An error is an error whatever the status and the type of the answer say (oddity 21)")
  func errorInAnyGuise() async {
    let json = #"{"Response":{"Error":{"Code":"AuthFailure.TokenFailure","Message":"Token error."},"RequestId":"r"}}"#
    let error = await #expect(throws: TencentError.self) {
      try await client(json, status: 403).call(DescribeSnapshots(), region: "ap-x")
    }
    #expect(error?.fault?.category == .auth)
    #expect(error?.explanation.code == "credentials-refused")
    #expect(error?.explanation.message.contains("hidden") == false)
    #expect(error?.explanation.next.contains("expired") == true)
  }

  @Test("A clock that is wrong is said to be")
  func skew() async {
    let json = #"{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"Signature expired."}}}"#
    let clock = SteppedClock(Date(timeIntervalSince1970: 1_700_000_000))
    let response = WireResponse(
      status: 200, headers: [.init("Date", "Tue, 14 Nov 2023 23:13:20 GMT")], body: Array(json.utf8))
    let courier = Courier(
      transport: Replay([response]), budget: RateBudget(perSecond: 1_000, clock: clock), policy: .once, clock: clock)
    let client = TencentClient(
      credentials: TencentCredentials(secretID: "AKID", secretKey: Secret("s")), courier: courier)
    let error = await #expect(throws: TencentError.self) {
      try await client.call(DescribeSnapshots(), region: "ap-x")
    }
    #expect(error?.explanation.next.contains("60 minutes behind") == true)
  }
}
