import Catalog
import CloudWire
import Embedded
import Foundation
import Replication

/// What reaching an account needs: its settings, its key, the network's settings.
struct LiveAccess {
  let settings: AccountSettings
  let context: String
  private let home: Home
  private let environment: [String: String]

  /// - Throws: `ProviderError` for a context that is no account.
  init(home: Home, file: ContextFile) throws {
    guard let settings = file.account else { throw ProviderError.notYet(file.provider) }
    self.settings = settings
    self.home = home
    environment = ProcessInfo.processInfo.environment
    context = file.name
  }

  /// The key of the account, from where the context says that it is kept.
  func key(_ form: CredentialForm) throws -> AccessKey {
    let shelf = CredentialShelf(form, environment: environment)
    return try shelf.key(
      CredentialSource(rawValue: settings.credentials) ?? .environment,
      file: settings.file ?? shelf.ownFile(context: context), profile: settings.profile ?? "default")
  }

  /// A file that all processes of the home share about an account; nil where its folder cannot be made.
  private func shared(_ account: String, _ ending: String = "") -> (path: String, mode: UInt32)? {
    let folder = "\(home.data)/pace"
    // Without it this process paces itself alone; what else is wrong with the home shows where it matters.
    guard (try? home.makeFolder(folder)) != nil else { return nil }
    let path = "\(folder)/\(Digests.sha256(account.utf8).prefix(16))\(ending)"
    return (path, SharedFolder.fileMode(in: path))
  }

  /// A courier that paces all requests of this account together.
  ///
  /// - Parameter perSecond: how many requests a second the vendor bears from one account.
  func courier(_ vendor: String, key: AccessKey, perSecond: Double, log: RequestLog?) throws -> Courier {
    let transport = try HTTPTransport(settings: NetworkSettings(environment: environment))
    let account = "\(vendor) \(key.id)"
    let budget = RateBudgets.shared.budget(
      of: account, perSecond: perSecond,
      timetable: shared(account).map { Timetable(path: $0.path, mode: $0.mode) },
      claim: shared(account, ".change").map { WriteClaim(path: $0.path, mode: $0.mode) })
    return Courier(transport: transport, budget: budget, dryRun: log)
  }
}
