import CloudWire
import Foundation
import TencentCloud
import Testing

@Suite("Requests and answers of Tencent Cloud as the vendor's SDK sends and reads them (issue 6, point 2)")
struct WireVectorTests {
  @Test("A recorded flow, request for request", arguments: try WireVector.all())
  func recorded(_ vector: WireVector) async throws {
    let replay = Replay(vector)
    let failure: TencentError?
    do {
      try await VectorDriver(vector, replay: replay).run()
      failure = nil
    } catch let error as TencentError {
      failure = error
    }
    try check(replay.requests, vector)
    check(failure, vector)
  }

  /// `compare` of the file: method and path exact, the body as JSON, the headers that say what is asked exact.
  private func check(_ requests: [(request: WireRequest, endpoint: Endpoint)], _ vector: WireVector) throws {
    #expect(requests.count == vector.exchanges.count)
    for ((request, endpoint), exchange) in zip(requests, vector.exchanges) {
      #expect(request.method == exchange.request.method)
      #expect(request.target == exchange.request.path)
      let sent = try JSONSerialization.jsonObject(with: Data(request.body)) as? NSObject
      let wanted = try JSONSerialization.jsonObject(with: Data(exchange.request.bodyText.utf8)) as? NSObject
      #expect(sent == wanted)
      for name in ["Content-Type", "X-TC-Action", "X-TC-Version", "X-TC-Region", "X-TC-Token", "X-TC-Timestamp"] {
        #expect(request.header(name) == exchange.header(name) || name == "X-TC-Timestamp", "\(name)")
      }
      #expect(request.header("X-TC-Timestamp") != nil)
      #expect(request.header("Authorization")?.hasPrefix("TC3-HMAC-SHA256 Credential=AKIDexampleNotReal00/") == true)
      #expect(endpoint.authority == request.host)
    }
  }

  private func check(_ error: TencentError?, _ vector: WireVector) {
    guard let expected = vector.expect, expected.category != "ok-after-retry" else {
      #expect(error == nil)
      return
    }
    guard let fault = error?.fault else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fault.category.rawValue == expected.category)
    #expect(fault.mayPass == expected.retryable)
    #expect(fault.status == expected.httpStatus)
    #expect(fault.code == expected.errorCode ?? "")
    #expect(fault.requestID == (expected.errorCode == nil ? nil : "00000000-0000-4000-8000-00000000cafe"))
  }

  @Test(
    "A code is sorted by the longest beginning that is known",
    arguments: [
      ("RequestLimitExceeded.UinLimitExceeded", FaultCategory.throttled), ("ResourceInUse.Anything", .conflict),
      ("AuthFailure.SignatureExpire", .auth), ("AuthFailure.UnauthorizedOperation", .forbidden),
      ("UnauthorizedOperation.MFAExpired", .forbidden), ("UnsupportedOperation.SnapshotHasBindedImage", .conflict),
      ("UnsupportedOperation.Anything", .rule), ("InvalidParameterValue.LimitExceeded", .parameter),
      ("InvalidAccount.InsufficientBalance", .quota), ("LimitExceeded.InstanceAttachedDisk", .quota),
      ("InternalError.ComponentError", .server), ("InvalidSnapshot.NotSupported", .rule),
      ("InvalidDiskId.NotFound", .notFound), ("ResourceUnavailable.SnapshotCreating", .conflict),
    ])
  func categories(_ code: String, _ category: FaultCategory) {
    #expect(TencentFault(code: code, message: "", requestID: nil).category == category)
  }

  @Test("A code nobody knows is the server's trouble, 429 is throttling whatever the body says")
  func unknownCodes() {
    #expect(TencentFault(code: "Surprise.New", message: "", requestID: nil).category == .server)
    #expect(TencentFault(code: "", message: "", requestID: nil, status: 429).category == .throttled)
  }

  @Test(
    "Finance regions have hosts of their own, all others share one (oddity 27)",
    arguments: [
      ("ap-shanghai", "cbs.tencentcloudapi.com"), ("ap-shanghai-fsi", "cbs.ap-shanghai-fsi.tencentcloudapi.com"),
      ("ap-new-fsi", "cbs.ap-new-fsi.tencentcloudapi.com"), ("ap-singapore", "cbs.tencentcloudapi.com"),
    ])
  func hosts(_ region: String, _ host: String) throws {
    #expect(try TencentEndpoints().endpoint(.cbs, region: region).host == host)
  }

  @Test("An override replaces the host and names the region where it asks for it; no id chooses a host of its own")
  func overrides() throws {
    let endpoints = TencentEndpoints(overrides: [.cbs: "https://{region}.cbs.example"])
    #expect(try endpoints.endpoint(.cbs, region: "ap-x-fsi").authority == "ap-x-fsi.cbs.example")
    #expect(try endpoints.endpoint(.region).host == "region.tencentcloudapi.com")
    #expect(throws: EndpointError.self) {
      try TencentEndpoints().endpoint(.cbs, region: "evil.example/x-fsi")
    }
  }
}
