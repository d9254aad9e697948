import Replication

/// Tries one thing after the other and notes what works.
struct CheckList {
  /// What has been found so far.
  private(set) var findings: [CheckShape.Finding] = []

  /// Tries something.
  ///
  /// - Returns: what it gave; nil where it failed, which is noted with its reason.
  @discardableResult
  mutating func attempt<Value>(
    _ check: String, region: String? = nil, _ body: () async throws -> Value
  ) async -> Value? {
    do {
      let value = try await body()
      findings.append(.init(check: check, region: region, ok: true))
      return value
    } catch {
      let words = Explanation(of: error)
      findings.append(
        .init(
          check: check, region: region, ok: false, code: words.code, message: words.message, next: words.next))
      return nil
    }
  }
}
