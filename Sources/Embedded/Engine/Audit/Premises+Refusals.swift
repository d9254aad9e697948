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
        AuditEntry(
          date: clock.now, requester: requester, action: action, subject: subject, outcome: outcome,
          facts: named(subject))
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
          outcome: "refused",
          facts: named(place[0]).merging(["codes": (codes[place] ?? []).joined(separator: ",")]) { $1 })
      })
  }

  /// The name of what a line is about, as lines of what was done have it; nothing where it has none any more.
  private func named(_ id: String) -> [String: String] {
    // A line without a name is worth more than none.
    let found = try? catalog.read { transaction in
      if let name = try transaction.backup(id)?.name ?? transaction.snapshot(id)?.name { return name }
      if let name = try transaction.vault(id)?.name ?? transaction.image(id)?.name { return name }
      if let task = try transaction.task(id) { return task.source?.name ?? task.target?.name }
      return try transaction.policyRun(id)?.policy?.name
    }
    let name = found.flatMap(\.self) ?? (try? contextFile())?.name(of: id)
    return name.map { ["name": $0] } ?? [:]
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

extension ContextFile {
  /// The name of a policy, or of something registered; nil where it is neither.
  fileprivate func name(of id: String) -> String? {
    policies.first { $0.id == id }?.name ?? servers.first { $0.id == id }?.name ?? allDisks.first { $0.id == id }?.name
      ?? fileSystems.first { $0.id == id }?.name
  }
}
