internal import Foundation

/// Delivers requests of one account: paced, signed anew for each attempt, tried again only where that is safe.
public struct Courier: Sendable {
  private let transport: any Transport
  private let budget: RateBudget
  private let policy: RetryPolicy
  private let clock: any WireClock
  private let chance: @Sendable () -> Double
  /// Where requests that change something are written down instead of sent.
  private let dryRun: RequestLog?

  /// Makes a courier.
  ///
  /// - Parameters:
  ///   - dryRun: takes the requests that would change something; nil sends them.
  ///   - chance: draws from 0 to 1, for the jitter of pauses.
  public init(
    transport: any Transport, budget: RateBudget, policy: RetryPolicy = RetryPolicy(),
    clock: any WireClock = SystemWireClock(), dryRun: RequestLog? = nil,
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
  ) {
    self.transport = transport
    self.budget = budget
    self.policy = policy
    self.clock = clock
    self.dryRun = dryRun
    self.chance = chance
  }

  /// The same courier, writing down what would change something.
  public func writingDown(in log: RequestLog) -> Courier {
    Courier(transport: transport, budget: budget, policy: policy, clock: clock, dryRun: log, chance: chance)
  }

  /// Delivers a parcel.
  ///
  /// - Throws: `TransportError` of the last attempt; `.withheld` in a dry run for what would change something.
  public func deliver(_ parcel: Parcel) async throws(TransportError) -> Receipt {
    guard parcel.purpose == .write else { return try await attempt(parcel) }
    if let dryRun {
      dryRun.add(RequestTranscript(parcel.sign(clock.now), to: parcel.endpoint))
      throw .withheld
    }
    return try await budget.alone { () async throws(TransportError) -> Receipt in
      if Task.isCancelled { throw .cancelled }
      return try await attempt(parcel)
    }
  }

  private func attempt(_ parcel: Parcel) async throws(TransportError) -> Receipt {
    var number = 1
    while true {
      try await admitted()
      var asked: Duration?
      do {
        let sent = clock.now
        let response = try await transport.send(parcel.sign(sent), to: parcel.endpoint)
        let verdict = parcel.judge(response)
        let last = number >= policy.attempts
        if last || !Self.mayRepeat(parcel.purpose, after: verdict) {
          return Receipt(response: response, attempts: number, skew: skew(response, sent: sent))
        }
        asked = response.retryAfter
        if verdict == .throttled { await budget.pause(asked ?? policy.first) }
      } catch {
        // Where nobody can be reached at all, an operator is told soon rather than kept waiting for a minute.
        let most = error.mayHaveArrived ? policy.attempts : min(policy.attempts, 3)
        guard number < most, Self.mayRepeat(parcel.purpose, after: error) else { throw error }
      }
      try await pause(policy.pause(after: number, asked: asked, chance: chance()))
      number += 1
    }
  }

  private func admitted() async throws(TransportError) {
    do { try await budget.admit() } catch { throw .cancelled }
  }

  private func pause(_ duration: Duration) async throws(TransportError) {
    do { try await clock.sleep(duration) } catch { throw .cancelled }
  }

  /// Half of the way there and back is the other side's moment of answering.
  private func skew(_ response: WireResponse, sent: Date) -> Double? {
    guard let theirs = response.date else { return nil }
    let middle = sent.addingTimeInterval(clock.now.timeIntervalSince(sent) / 2)
    return middle.timeIntervalSince(theirs)
  }

  private static func mayRepeat(_ purpose: Parcel.Purpose, after verdict: Verdict) -> Bool {
    switch verdict {
    case .final: false
    case .throttled: true
    case .troubled: purpose == .read
    }
  }

  private static func mayRepeat(_ purpose: Parcel.Purpose, after error: TransportError) -> Bool {
    error.isPassing && (purpose == .read || !error.mayHaveArrived)
  }
}
