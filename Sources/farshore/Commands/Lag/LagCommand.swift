import ArgumentParser
import Catalog
import Foundation
import Replication

/// `farshore lag`: how far each region is behind each resource.
struct LagCommand: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "lag", abstract: "Shows how far every region is behind every resource, worst first.",
    discussion: "With --max the exit status is 1 when a resource has no verified copy that young, and 0 otherwise.")

  @Option(
    help: ArgumentHelp("How old a copy's data may be, such as 24h, 90m or 7d.", valueName: "age"),
    transform: AgeLimit.parse)
  var max: AgeLimit?
  @Option(help: ArgumentHelp("Only this destination, also where nothing is there yet.", valueName: "id"))
  var region: String?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let place = try context.resolver().scope(region: region, project: nil).region
    let facts = Self.narrowed(try context.catalog.lagFacts(verifiedOnly: context.cloud.profile.reportsBytes), to: place)
    let now = Date()
    let lines = LagLine.board(facts, objective: max?.seconds ?? .infinity, now: now)
    let late = max == nil ? 0 : Set(lines.filter { $0.verdict == .late }.map(\.fact.resource.id)).count
    let failure = max.flatMap { late == 0 ? nil : CommandError.lagExceeded(late, limit: $0.text) }
    guard !session.output.json else {
      let shapes = lines.map { LagShape($0, objective: max?.seconds) }
      if let failure {
        try session.output.document(LagFailureShape(lag: shapes, error: ErrorShape(failure.explanation)))
      } else {
        try session.output.document(shapes)
      }
      return failure == nil ? .done : .failed
    }
    try session.output.table(table(lines, now))
    if let failure { session.output.diagnose("farshore: \(failure.explanation.message) \(failure.explanation.next)") }
    return failure == nil ? .done : .failed
  }

  /// Of one destination: a fact for each resource that lies elsewhere.
  private static func narrowed(_ facts: [LagFact], to region: String?) -> [LagFact] {
    guard let region else { return facts }
    let here = facts.filter { $0.region == region }
    var known = Set(here.map(\.resource.id))
    let absent = facts.filter { $0.origin != region && $0.type != .disk && known.insert($0.resource.id).inserted }
    return here
      + absent.map { fact in
        var fact = fact
        (fact.region, fact.copied, fact.underway) = (region, nil, nil)
        return fact
      }
  }

  private func table(_ lines: [LagLine], _ now: Date) -> Table {
    var table = Table(
      [.words("RESOURCE"), .words("REGION"), .number("BEHIND"), .words("DATA OF")]
        + (max == nil ? [] : [.words("VERDICT"), .words("FORECAST")]))
    for line in lines {
      table.add(
        [
          line.fact.resource.name, line.fact.region ?? "nowhere", line.lag.map(SpanText.words) ?? "never",
          line.fact.copied.map(Moment.text) ?? "",
        ] + (max == nil ? [] : [line.verdict.rawValue, line.forecast(now: now)]))
    }
    return table
  }
}
