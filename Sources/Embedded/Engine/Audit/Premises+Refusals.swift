import Catalog
import Foundation
import Replication

extension Premises {
  /// Carries out an operator's order; what is refused of it, or why it failed, is audited, too.
  ///
  /// - Parameters:
  ///   - subject: The id of what the order is about; where it is empty, what each refusal names.
  ///   - refusals: What of the outcome was refused.
  func audited<Outcome>(
    _ action: String, by requester: Operator, on subject: String = "",
    refusals: (Outcome) -> [Refusal] = { _ in [] }, _ body: () throws -> Outcome
  ) throws -> Outcome {
    do {
      let outcome = try body()
      note(refusals(outcome), of: action, on: subject, by: requester)
      return outcome
    } catch let refused as Refused {
      note(refused.refusals, of: action, on: subject, by: requester)
      throw refused
    } catch {
      let outcome = (error as? any ExplainedError)?.explanation.code ?? "failed"
      append([
        AuditEntry(date: clock.now, requester: requester, action: action, subject: subject, outcome: outcome)
      ])
      throw error
    }
  }

  /// One line for each thing that was refused, with the codes of all the rules against it.
  func note(
    _ refusals: [Refusal], of action: String, on subject: String, in region: String? = nil, by requester: Operator
  ) {
    var places: [[String]] = []
    var codes: [[String]: [String]] = [:]
    for refusal in refusals {
      let place =
        subject.isEmpty ? [refusal.source ?? refusal.vault ?? "", refusal.region ?? ""] : [subject, region ?? ""]
      if codes[place] == nil { places.append(place) }
      if codes[place]?.contains(refusal.code.rawValue) != true {
        codes[place, default: []].append(refusal.code.rawValue)
      }
    }
    append(
      places.map { place in
        AuditEntry(
          date: clock.now, requester: requester, action: action, subject: place[0], region: place[1],
          outcome: "refused", facts: ["codes": (codes[place] ?? []).joined(separator: ",")])
      })
  }

  /// What cannot be noted is told: the operator hears of the refusal itself either way.
  private func append(_ entries: [AuditEntry]) {
    guard !entries.isEmpty else { return }
    do {
      try catalog.write(durable: true) { transaction in
        for entry in entries { try transaction.appendAudit(entry) }
      }
    } catch {
      notices.post(Words.line(error))
    }
  }
}
