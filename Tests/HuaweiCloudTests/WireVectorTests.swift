import CloudSupport
import CloudWire
import Foundation
import HuaweiCloud
import Testing

@Suite("Requests and answers of Huawei Cloud as the vendor's SDK sends and reads them (issue 6, point 2)")
struct WireVectorTests {
  @Test("A recorded flow, request for request", arguments: try WireVector.all())
  func recorded(_ vector: WireVector) async throws {
    let replay = Replay(vector)
    let driver = VectorDriver(vector, replay: replay)
    let failure: HuaweiError?
    do {
      try await driver.run()
      failure = nil
    } catch let error as HuaweiError {
      failure = error
    }
    try check(replay.requests, vector)
    check(failure, vector)
  }

  /// `compare` of the file: method and path exact, the query as a multiset of pairs, the body as JSON.
  private func check(_ requests: [WireRequest], _ vector: WireVector) throws {
    // Where the recorded SDK gave up at the first 429 or 500, this program tries a read again.
    let isTriedAgain = ["throttled", "server"].contains(vector.expect?.category)
    let recorded = isTriedAgain ? requests.map { _ in vector.exchanges[0] } : vector.exchanges
    #expect(requests.count == recorded.count)
    for (request, exchange) in zip(requests, recorded) {
      #expect(request.method == exchange.request.method)
      let parts = request.target.split(separator: "?", maxSplits: 1).map(String.init)
      #expect(parts.first == exchange.request.path)
      let pairs = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
        pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { PercentEncoding.decode($0) }
      }
      #expect(pairs.sorted(by: Self.precedes) == exchange.request.query.sorted(by: Self.precedes))
      let sent = request.body.isEmpty ? nil : try JSONSerialization.jsonObject(with: Data(request.body)) as? NSObject
      let wanted = try exchange.request.bodyText.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
      #expect(sent == wanted as? NSObject)
      for name in ["X-Project-Id", "X-Security-Token"] {
        #expect(request.header(name) == exchange.request.headers.first { $0[0] == name }?[1])
      }
      #expect(request.header("Authorization")?.hasPrefix("SDK-HMAC-SHA256 Access=") == true)
    }
  }

  private func check(_ error: HuaweiError?, _ vector: WireVector) {
    guard let expected = vector.expect, expected.category != "ok-after-retry" else {
      #expect(error == nil)
      return
    }
    guard case .failure(let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let category = expected.category == "not_found" ? "missing" : expected.category
    #expect(failure.category.rawValue == category)
    #expect(failure.status == expected.httpStatus)
    #expect(failure.code == expected.errorCode)
    if let message = failure.message { #expect(expected.errorMessage?.hasPrefix(message) == true) }
    #expect((failure.message == nil) == (expected.errorMessage == nil))
    #expect(failure.message?.contains("canonicalRequest") != true)
    let headers = vector.exchanges[0].response.headers
    #expect(failure.requestID == headers.first { ["X-Request-Id", "X-IAM-Trace-Id"].contains($0[0]) }?[1])
  }

  private static func precedes(_ one: [String], _ other: [String]) -> Bool {
    one.lexicographicallyPrecedes(other)
  }
}
