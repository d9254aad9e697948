import Replication
import Yams

/// Reads context files; whatever is wrong is told with its file, line and column.
struct ContextReader {
  /// The version of the format; a higher one is a newer farshore's.
  static let version = 1

  let file: String

  func read(_ text: String, name: String) throws(ContextError) -> ContextFile {
    guard let root = try composed(text) else {
      throw .broken(file: file, line: 1, column: 1, problem: "the file is empty")
    }
    try checkVersion(root)
    let map = try YAMLMap(
      root, file: file, what: "a context",
      keys: [
        "version", "name", "provider", "account", "settings", "regions", "servers", "disks", "filesystems",
        "policies",
      ])
    guard try map.text("name") ?? name == name else {
      throw map.broken("name", "the name must be \(name), like the file's")
    }
    let settings = try map.map("settings", keys: ["beta", "link-rate", "transfers"])
    var context = ContextFile(name: name, provider: try map.word("provider", default: .embedded))
    context.account = try account(map, provider: context.provider)
    context.settings.beta = try settings?.flag("beta", default: true) ?? true
    context.settings.linkRate = try settings?.bytes("link-rate")
    context.settings.transfers = try settings?.transfers()
    for node in try map.list("regions") { context.regions.append(try region(node, in: context)) }
    for node in try map.list("servers") { context.servers.append(try server(node, in: context)) }
    for node in try map.list("disks") { context.disks.append(try disk(node, in: context, server: nil)) }
    for node in try map.list("filesystems") { context.fileSystems.append(try fileSystem(node, in: context)) }
    for node in try map.list("policies") { context.policies.append(try policy(node, in: context)) }
    return context
  }

  private func account(
    _ map: YAMLMap, provider: ProviderProfile.Provider
  ) throws(ContextError) -> AccountSettings? {
    let keys = ["credentials", "file", "profile", "regions", "endpoints"]
    guard let account = try map.map("account", keys: keys) else {
      if provider == .embedded { return nil }
      throw map.broken("account", "a context of \(provider.rawValue) needs an account")
    }
    guard provider != .embedded else { throw map.broken("account", "an embedded context has no account") }
    let source = try account.required("credentials")
    guard AccountSettings.sources.contains(source) else {
      throw account.broken(
        "credentials", "credentials must be one of \(AccountSettings.sources.joined(separator: ", "))")
    }
    var settings = AccountSettings(credentials: source, profile: try account.text("profile"))
    settings.file = try account.text("file") == nil ? nil : try account.path("file")
    settings.regions = try account.list("regions").compactMap { $0.scalar?.string }
    let services = ["cbr", "iam", "ims", "cbs", "cvm", "region"]
    if let endpoints = try account.map("endpoints", keys: services) {
      for service in services { settings.endpoints[service] = try endpoints.text(service) }
    }
    return settings
  }

  func composed(_ text: String) throws(ContextError) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw explained(error, text)
    } catch {
      throw .broken(file: file, line: 1, column: 1, problem: "\(error)")
    }
  }

  /// Looked at before the keys, which a newer version may have more of.
  private func checkVersion(_ root: Node) throws(ContextError) {
    guard let node = root.mapping?["version"] else { return }
    guard let text = node.scalar?.string, let found = Int(text), found >= 1 else {
      throw YAMLMap.broken(file, node.mark, "version must be a whole number from 1 on")
    }
    guard found <= Self.version else { throw .newerVersion(file: file, found: found, known: Self.version) }
  }

  private func explained(_ error: YamlError, _ text: String) -> ContextError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      // The parser's own words name a function of its library.
      return YAMLMap.broken(file, mark, problem.contains("nesting level") ? "this is nested too deeply" : problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return YAMLMap.broken(file, context.mark, "\(duplicates.joined(separator: ", ")) stands there twice")
    case .reader(let problem, let offset, _, _):
      let line = text.prefix(offset ?? 0).count { $0.isNewline } + 1
      return .broken(file: file, line: line, column: 1, problem: problem)
    default:
      return .broken(file: file, line: 1, column: 1, problem: "the file cannot be read as YAML")
    }
  }
}
