import ArgumentParser
import Catalog
import Embedded
import Foundation
import Replication

/// `farshore lag`: how far each region is behind each resource.
struct LagCommand: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "lag",
    abstract: "Shows how old each region's newest verified replica of each resource is, worst first.",
    discussion: """
      With --max the exit status is 1 when a resource has no verified replica that young, and 0 otherwise. A resource \
      whose backups cannot be replicated at all is listed with the reason and breaches nothing.
      """)

  @Option(help: ArgumentHelp("How old a replica's data may be, such as 24h, 90m or 7d.", valueName: "age"))
  var max: AgeLimit?
  @Option(help: ArgumentHelp("Only this destination, also where nothing is there yet.", valueName: "id"))
  var region: String?
  @Option(help: "Only resources of this type.") var type: ResourceType?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let place = try context.resolver().scope(region: region, project: nil).region
    let types = type.map { [$0] } ?? [.server, .turbo]
    let rows = try types.flatMap { try context.catalog.lag($0, in: place) }
    let judge = LagJudge(
      RuleBook(profile: context.cloud.profile), regions: try context.catalog.regions(), objective: max?.seconds)
    let now = Date()
    let judged = judge.sorted(rows, at: now)
    let late = Set(judged.filter { $0.verdict == .breached }.map(\.row.resource.id)).count
    let failure = max.flatMap { late == 0 ? nil : CommandError.lagExceeded(late, limit: $0.text) }
    let shapes = judged.map { LagShape($0.row, $0.verdict, objective: max?.seconds, now: now) }
    guard !session.output.json else {
      if let failure {
        try session.output.document(LagFailureShape(lag: shapes, error: ErrorShape(failure.explanation)))
      } else {
        try session.output.document(shapes)
      }
      return failure == nil ? .done : .failed
    }
    try session.output.table(Self.table(judged, now))
    if let failure { session.output.diagnose("farshore: \(failure.explanation.message) \(failure.explanation.next)") }
    return failure == nil ? .done : .failed
  }

  private static func table(_ judged: [(row: LagRow, verdict: LagVerdict?)], _ now: Date) -> Table {
    var table = Table([
      .words("RESOURCE"), .words("REGION"), .number("AGE"), .words("REPLICA OF"), .words("VERDICT"),
      .words("ON ITS WAY"),
    ])
    for (row, verdict) in judged {
      table.add([
        row.resource.name, row.region ?? "nowhere", row.age(at: now).map(words) ?? "never",
        row.replica.map { Moment.text($0.madeAt) } ?? "", verdict?.words ?? "",
        row.coming.map { coming in coming.etaSeconds.map { "in \(words($0))" } ?? "waiting" } ?? "",
      ])
    }
    return table
  }

  /// Seconds in their two largest units.
  static func words(_ seconds: Double) -> String {
    let total = Int(min(seconds, 1e12))
    let parts = [(total / 86_400, "d"), (total / 3_600 % 24, "h"), (total / 60 % 60, "m"), (total % 60, "s")]
    let shown = parts.drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }
    return shown.isEmpty ? "0s" : shown.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
}

extension LagVerdict {
  /// For a table's cell.
  fileprivate var words: String {
    switch self {
    case .kept(let end): "kept until \(Moment.text(end))"
    case .breached: "BREACHED"
    case .breaching(let moment, _): "will breach \(Moment.text(moment))"
    case .impossible(let refusals): "cannot: \(refusals.map(\.code.rawValue).joined(separator: ", "))"
    }
  }
}
