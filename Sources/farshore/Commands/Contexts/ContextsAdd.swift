import ArgumentParser
import CloudWire
import Embedded
import Foundation
import Replication

/// `farshore contexts add`.
struct ContextsAdd: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds a context: an embedded one, or an account of a live cloud.",
    discussion: """
      Credentials are never given as arguments. They are read from the vendor's own variables, from a file that only \
      you can read, or from the configuration of the vendor's own command line; --ask asks for them on the terminal \
      and keeps them in such a file. The context remembers where they are kept, never the credentials themselves.
      """)

  @Argument(help: "The new context's name.") var name: String
  @Option(help: "embedded, huawei or tencent.") var provider = ProviderProfile.Provider.embedded
  @Option(help: "Where credentials come from: environment, file or vendor; else the first that has some.")
  var credentials: CredentialSource?
  @Option(help: ArgumentHelp("A file of credentials that only you can read (0600).", valueName: "path"))
  var credentialsFile: String?
  @Option(help: "The profile in the vendor's own configuration.") var profile: String?
  @Flag(help: "Ask for the credentials on the terminal and keep them in a file.") var ask = false
  @Option(help: ArgumentHelp("Look at these regions only.", valueName: "id,id")) var regions: String?
  @Option(help: "Of Tencent Cloud: national, or international for accounts made outside China.") var site: AccountSite?
  @Option(
    help: ArgumentHelp(
      "Reach a service elsewhere, as cbr=https://HOST; {region} stands for the region's id.", valueName: "service=url"))
  var endpoint: [String] = []
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let files = try session.contexts()
    try files.add(ContextFile(name: name, provider: provider, account: try account(files)))
    return try ContextShape.print(name, files, session.output)
  }

  /// The account's settings; nil for an embedded context, which has none.
  private func account(_ files: ContextFiles) throws -> AccountSettings? {
    guard provider != .embedded else {
      let isPlain =
        credentials == nil && credentialsFile == nil && profile == nil && !ask && endpoint.isEmpty && site == nil
      guard isPlain, regions == nil else { throw ProviderError.accountOnly }
      return nil
    }
    guard let form = Providers.credentialForm(provider) else { throw ProviderError.notYet(provider) }
    let shelf = CredentialShelf(form, environment: ProcessInfo.processInfo.environment)
    let file = credentialsFile.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    let source = try source(shelf, form, file: file ?? shelf.ownFile(context: name), known: try files.names())
    return AccountSettings(
      credentials: source.rawValue, file: source == .file ? file : nil, profile: source == .vendor ? profile : nil,
      regions: (regions ?? "").split(separator: ",").map(String.init), endpoints: try endpoints())
  }

  private func source(
    _ shelf: CredentialShelf, _ form: CredentialForm, file: String, known: [String]
  ) throws -> CredentialSource {
    if ask {
      // Before anybody types a secret for nothing.
      guard !known.contains(name) else { throw ContextError.exists(name: name) }
      let id = try HiddenPrompt.ask("\(form.vendor) access key", secret: false)
      let secret = try HiddenPrompt.ask("Secret key (not shown)", secret: true)
      let token = try HiddenPrompt.ask("Security token, if the keys are temporary (not shown)", secret: true)
      try shelf.keep(
        AccessKey(id: id, secret: Secret(secret), token: token.isEmpty ? nil : Secret(token)), in: file)
      return .file
    }
    let source =
      try credentials
      ?? (credentialsFile == nil ? shelf.firstSource(file: file, profile: profile ?? "default") : .file)
    // A context that cannot be opened is not made.
    _ = try shelf.key(source, file: file, profile: profile ?? "default")
    return source
  }

  private func endpoints() throws -> [String: String] {
    var found: [String: String] = [:]
    if let site {
      guard let addresses = Providers.endpoints(provider, site: site) else { throw ProviderError.oneSite(provider) }
      found = addresses
    }
    for text in endpoint {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, Providers.services(provider).contains(parts[0]) else {
        throw ProviderError.endpoint(text, services: Providers.services(provider))
      }
      _ = try Endpoint(parts[1].replacingOccurrences(of: "{region}", with: "region"))
      found[parts[0]] = parts[1]
    }
    return found
  }
}
