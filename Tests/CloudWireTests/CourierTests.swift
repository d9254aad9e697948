import CloudSupport
import CloudWire
import Foundation
import Synchronization
import Testing

/// Retries only where they are safe, with growing pauses, every attempt signed anew (issue 6, point 2).
struct CourierTests {
  /// A transport that plays outcomes one after the other.
  private final class Script: Transport {
    private let outcomes: Mutex<[Result<WireResponse, TransportError>]>
    private let seen = Mutex<[WireRequest]>([])

    init(_ outcomes: [Result<WireResponse, TransportError>]) { self.outcomes = Mutex(outcomes) }

    var requests: [WireRequest] { seen.withLock { $0 } }

    func send(_ request: WireRequest, to endpoint: Endpoint) async throws(TransportError) -> WireResponse {
      seen.withLock { $0.append(request) }
      let outcome = outcomes.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      guard let outcome else { throw .malformed(host: endpoint.host, reason: "the script has ended") }
      return try outcome.get()
    }
  }

  private static func parcel(_ purpose: Parcel.Purpose) -> Parcel {
    Parcel(to: Endpoint(host: "cloud.example"), purpose: purpose) { date in
      WireRequest(
        method: purpose == .read ? "GET" : "POST", host: "cloud.example", target: "/",
        headers: [.init("X-Sdk-Date", "\(Int(date.timeIntervalSince1970))")])
    } judge: { response in
      response.status == 429 ? .throttled : response.status >= 500 ? .troubled : .final
    }
  }

  private static func courier(_ script: Script, clock: SteppedClock, attempts: Int = 6) -> Courier {
    Courier(
      transport: script, budget: RateBudget(perSecond: 1_000, clock: clock), policy: RetryPolicy(attempts: attempts),
      clock: clock, chance: { 1 })
  }

  private static func status(_ code: Int, _ headers: [WireRequest.Header] = []) -> Result<WireResponse, TransportError>
  {
    .success(WireResponse(status: code, headers: headers))
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let purpose: Parcel.Purpose
    let outcomes: [Result<WireResponse, TransportError>]
    let requests: Int
    let ends: Int?
  }

  static let cases: [Case] = [
    Case(
      testDescription: "a throttled read is sent again", purpose: .read, outcomes: [status(429), status(200)],
      requests: 2, ends: 200),
    Case(
      testDescription: "a throttled write is sent again, nothing was done", purpose: .write,
      outcomes: [status(429), status(200)], requests: 2, ends: 200),
    Case(
      testDescription: "a read is sent again after 503", purpose: .read, outcomes: [status(503), status(200)],
      requests: 2, ends: 200),
    Case(
      testDescription: "a write is not sent again after 503", purpose: .write, outcomes: [status(503), status(200)],
      requests: 1, ends: 503),
    Case(
      testDescription: "a read is sent again after a lost answer", purpose: .read,
      outcomes: [.failure(.lost(host: "h")), status(200)], requests: 2, ends: 200),
    Case(
      testDescription: "a write is never sent again after a lost answer", purpose: .write,
      outcomes: [.failure(.lost(host: "h")), status(200)], requests: 1, ends: nil),
    Case(
      testDescription: "a write is never sent again after a missing answer", purpose: .write,
      outcomes: [.failure(.answerTimeout(host: "h")), status(200)], requests: 1, ends: nil),
    Case(
      testDescription: "a write that never left is sent again", purpose: .write,
      outcomes: [.failure(.refused(host: "h")), status(200)], requests: 2, ends: 200),
    Case(
      testDescription: "a certificate that cannot be verified ends it", purpose: .read,
      outcomes: [.failure(.untrusted(host: "h", reason: "")), status(200)], requests: 1, ends: nil),
    Case(
      testDescription: "the last attempt's answer is handed over", purpose: .read,
      outcomes: Array(repeating: status(429), count: 6), requests: 6, ends: 429),
  ]

  @Test(arguments: cases)
  func repeatsOnlyWhatIsSafe(_ example: Case) async throws {
    let script = Script(example.outcomes)
    let courier = Self.courier(script, clock: SteppedClock())
    let receipt = try? await courier.deliver(Self.parcel(example.purpose))
    #expect(script.requests.count == example.requests)
    #expect(receipt?.response.status == example.ends)
  }

  @Test func everyAttemptIsSignedAnewAndPausesGrow() async throws {
    let script = Script(Array(repeating: Self.status(503), count: 5) + [Self.status(200)])
    let clock = SteppedClock()
    _ = try await Self.courier(script, clock: clock).deliver(Self.parcel(.read))
    #expect(Set(script.requests.map { $0.header("X-Sdk-Date") }).count == 6)
    #expect(clock.slept.filter { $0 >= .milliseconds(500) } == [1, 2, 4, 8, 16].map { .seconds($0) })
  }

  @Test func whatTheServerAsksForIsKept() async throws {
    let script = Script([Self.status(429, [.init("Retry-After", "7")]), Self.status(200)])
    let clock = SteppedClock()
    _ = try await Self.courier(script, clock: clock).deliver(Self.parcel(.read))
    #expect(clock.slept.contains(.seconds(7)))
  }

  @Test func pausesLieBetweenHalfAndWholeAndHaveAnEnd() {
    let policy = RetryPolicy()
    #expect(policy.pause(after: 1, asked: nil, chance: 0) == .milliseconds(500))
    #expect(policy.pause(after: 1, asked: nil, chance: 1) == .seconds(1))
    #expect(policy.pause(after: 40, asked: nil, chance: 1) == .seconds(60))
    #expect(policy.pause(after: 1, asked: .seconds(9_000), chance: 0) == .seconds(60))
  }

  @Test func aDryRunWritesDownTheRequestWithoutSecrets() async throws {
    let script = Script([])
    let log = RequestLog()
    let courier = Self.courier(script, clock: SteppedClock()).writingDown(in: log)
    let parcel = Parcel(to: Endpoint(host: "cloud.example"), purpose: .write) { _ in
      WireRequest(
        method: "POST", host: "cloud.example", target: "/v3/backups",
        headers: [
          .init("Authorization", "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=cafe"),
          .init("X-Security-Token", "deadbeef"), .init("X-TC-Token", "deadbeef"),
        ], body: Array(#"{"name":"web"}"#.utf8))
    } judge: { _ in
      .final
    }
    await #expect(throws: TransportError.withheld) { try await courier.deliver(parcel) }
    #expect(script.requests.isEmpty)
    let text = log.transcripts.map(\.text).joined()
    #expect(text.contains("POST https://cloud.example/v3/backups") && text.contains(#"{"name":"web"}"#))
    #expect(!text.contains("cafe") && !text.contains("deadbeef"))
  }

  @Test func aClockThatIsWrongIsFound() async throws {
    let clock = SteppedClock(Date(timeIntervalSince1970: 1_700_001_200))
    let script = Script([Self.status(401, [.init("Date", "Tue, 14 Nov 2023 22:13:20 GMT")])])
    let receipt = try await Self.courier(script, clock: clock).deliver(Self.parcel(.read))
    #expect(receipt.skew == 1_200)
    #expect(ClockSkew.sentence(receipt.skew, limit: 900)?.contains("20 minutes ahead") == true)
    #expect(ClockSkew.sentence(-30, limit: 900) == nil)
  }

  @Test func oneBudgetPacesAllClientsOfAnAccount() async throws {
    let budgets = RateBudgets()
    #expect(budgets.budget(of: "huawei AK", perSecond: 5) === budgets.budget(of: "huawei AK", perSecond: 5))
    let clock = SteppedClock()
    let budget = RateBudget(perSecond: 5, clock: clock)
    let start = clock.now
    for _ in 0..<11 { try await budget.admit() }
    #expect(abs(clock.now.timeIntervalSince(start) - 2) < 0.001)
    await budget.pause(.seconds(30))
    try await budget.admit()
    #expect(clock.now.timeIntervalSince(start) >= 31.9)
  }
}
