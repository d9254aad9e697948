import ArgumentParser
import Embedded
import Replication

/// `farshore store verify`.
struct StoreVerify: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Reads and hashes everything a region's store holds, or all stores.")

  @Argument(help: "The region; else all.") var region: String?
  @Flag(help: "Puts right what can be, from the store itself, the catalog and the other regions' stores.")
  var repair = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let scope = try context.resolver().scope(region: region, project: nil)
    let repair = repair
    let progress = VerificationProgress(session.output)
    let findings = try await session.interruption.guarding { [cloud = try context.engine] in
      try await cloud.verifyStore(region: scope.region, repair: repair) { region, done, total in
        progress.show(region, done: done, of: total)
      }
    }
    session.output.endProgress()
    guard let findings else { throw Interrupted(tasks: []) }
    return try session.output.verification(findings)
  }
}
