import CloudWire
import Embedded
import Foundation
import Replication

/// What reaching an account needs: its settings, its key, the network's settings.
struct LiveAccess {
  let settings: AccountSettings
  let context: String
  private let environment: [String: String]

  /// - Throws: `ProviderError` for a context that is no account.
  init(file: ContextFile, environment: [String: String]) throws {
    guard let settings = file.account else { throw ProviderError.notYet(file.provider) }
    self.settings = settings
    self.environment = environment
    context = file.name
  }

  /// The key of the account, from where the context says that it is kept.
  func key(_ form: CredentialForm) throws -> AccessKey {
    let shelf = CredentialShelf(form, environment: environment)
    return try shelf.key(
      CredentialSource(rawValue: settings.credentials) ?? .environment,
      file: settings.file ?? shelf.ownFile(context: context), profile: settings.profile ?? "default")
  }

  /// A courier that paces all requests of this account together.
  ///
  /// - Parameter perSecond: how many requests a second the vendor bears from one account.
  func courier(_ vendor: String, key: AccessKey, perSecond: Double, log: RequestLog?) throws -> Courier {
    let transport = try HTTPTransport(settings: NetworkSettings(environment: environment))
    let budget = RateBudgets.shared.budget(of: "\(vendor) \(key.id)", perSecond: perSecond)
    return Courier(transport: transport, budget: budget, dryRun: log)
  }
}
