import Catalog
import CloudWire
import Embedded
import Foundation
import Replication

/// What a command works with: where it writes, the home, the context, and how it is interrupted.
struct Session: Sendable {
  let options: CommonOptions
  let output: Output
  let interruption: Interruption
  private let opened = OpenedCloud()

  init(options: CommonOptions) {
    self.options = options
    output = Output(json: options.json, quiet: options.quiet)
    interruption = Interruption(output: output)
  }

  /// The folders of configuration and data.
  func home() throws -> Home {
    try Home.resolve(option: options.home, environment: ProcessInfo.processInfo.environment)
  }

  /// The context files of the home.
  func contexts() throws -> ContextFiles { ContextFiles(home: try home()) }

  /// Opens a live account before its command begins and brings the catalog up to date.
  ///
  /// Of an embedded context it only finds the home. What cannot be reached is told; what was read earlier stays usable.
  func freshen(beginsHome: Bool) async throws {
    let home = try home()
    let files = ContextFiles(home: home)
    let isNew = !beginsHome && home.option.map { !FileManager.default.fileExists(atPath: $0) } ?? false
    let file = try files.choose(options.context)
    // Whoever wanted to look at a home has most likely mistyped it.
    if isNew { output.remark("No home at \(home.path) yet; made it.") }
    if file.provider == .embedded, !options.dryRun { return }
    let cloud = try Providers.open(home: home, file: file, log: options.dryRun ? opened.log : nil)
    opened.cloud = cloud
    remarkPauses()
    let known = try cloud.catalog.regions()
    do { try await cloud.freshen() } catch {
      guard known.contains(where: { $0.refreshedAt != nil }) else { throw error }
      let age = known.compactMap(\.refreshedAt).min().map { " What follows was read at \(Moment.text($0))." } ?? ""
      return output.remark(Explanation(of: error).message + age)
    }
    remarkAge(try cloud.catalog.regions())
  }

  /// Says when a cloud wants fewer requests, which makes a command take long.
  func remarkPauses() {
    RateBudgets.shared.onPause { [output] in output.remark(AccountReading.throttled) }
  }

  /// Says what is out of reach, and how old the rest is where that matters.
  private func remarkAge(_ regions: [Region]) {
    let absent = regions.filter { $0.unreachable != nil }
    if absent.count > 3 { remarkMany(absent) }
    for region in absent where absent.count <= 3 {
      guard let reason = region.unreachable else { continue }
      let age = region.refreshedAt.map { "; its rows are from \(Moment.text($0))" } ?? ""
      output.remark("\(region.id) is out of reach\(age): \(reason)")
    }
    guard let oldest = regions.filter({ $0.unreachable == nil }).compactMap(\.refreshedAt).min(),
      Date().timeIntervalSince(oldest) > 120
    else { return }
    output.remark("What follows was read at \(Moment.text(oldest)); farshore contexts refresh reads it anew.")
  }

  /// A whole account out of reach is one sentence; `regions list --json` has the reason of each.
  private func remarkMany(_ absent: [Region]) {
    let age = absent.compactMap(\.refreshedAt).min().map { "; rows are from \(Moment.text($0)) or later" } ?? ""
    let ids = absent.map(\.id).joined(separator: ", ")
    output.remark("\(absent.count) regions are out of reach\(age): \(ids). \(absent.first?.unreachable ?? "")")
  }

  /// Prints what a dry run has written down.
  func printDryRun() throws { try output.requests(opened.log.transcripts) }

  /// The cloud of the context; what it has to say about its opening goes to standard error.
  func open() throws -> OpenContext {
    let home = try home()
    let name = try ContextFiles(home: home).choose(options.context).name
    let context = OpenContext(
      cloud: try opened.cloud ?? EmbeddedCloud.open(home: home, context: name), home: home, name: name, session: self)
    output.names.open(context.cloud)
    for notice in context.cloud.notices { output.remark(notice) }
    return context
  }
}
