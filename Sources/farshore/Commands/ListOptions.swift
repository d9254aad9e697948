import ArgumentParser
import Catalog
import Foundation
import Replication

/// What narrows lists of what the catalog holds.
struct ListOptions: ParsableArguments, Sendable {
  @OptionGroup var place: PlaceOptions
  @Option(help: ArgumentHelp("Only this status; several with commas.", valueName: "code")) var status: [String] = []
  @Option(help: ArgumentHelp("Only what lies in this vault.", valueName: "vault")) var vault: String?

  @Option(
    help: ArgumentHelp(
      "Only what passes a filter as in the console, such as '!status:error size:>1g'.", valueName: "text"))
  var filter: String?

  /// The listing these options mean, newest first.
  func listing(_ subject: Listing.Subject, _ resolver: Resolver) throws -> Listing {
    let scope = try resolver.scope(region: place.region, project: place.project)
    let vault = try vault.map { try resolver.id($0, .vault, in: place.region, field: .vault) }
    let statuses = status.flatMap { $0.split(separator: ",").map(String.init) }
    // Backups and snapshots of live clouds may have words that nobody knows; tasks are our own.
    if subject == .tasks, let unknown = statuses.first(where: { TaskStatus(rawValue: $0) == nil }) {
      throw CommandError.taskStatus(unknown)
    }
    var listing = Listing(subject, scope: scope, statuses: statuses, kind: place.kind, vault: vault)
    if let filter { listing.filter = try RowFilter.parsed(filter, for: subject) }
    return listing
  }
}

extension RowFilter {
  /// A filter as typed now, in this machine's time zone.
  static func parsed(_ text: String, for subject: Listing.Subject) throws -> RowFilter {
    let zone = TimeZone.current
    return try parse(text, for: subject, now: Date()) { zone.secondsFromGMT(for: $0) }
  }
}
