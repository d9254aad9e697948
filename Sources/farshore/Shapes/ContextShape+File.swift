import Embedded
import Replication

extension ContextShape {
  init(_ file: ContextFile, isCurrent: Bool) {
    name = file.name
    provider = file.provider.rawValue
    current = isCurrent
    settings = Settings(
      beta: file.settings.beta, linkRate: file.settings.linkRate, transfers: file.settings.transfers)
    account = file.account.map { account in
      Account(
        credentials: account.credentials, file: account.file, profile: account.profile, regions: account.regions,
        endpoints: account.endpoints)
    }
    regions = file.account?.regions ?? file.regions.map(\.id)
  }

  /// Prints one context.
  static func print(_ name: String, _ files: ContextFiles, _ output: Output) throws -> ExitStatus {
    let context = ContextShape(try files.load(name), isCurrent: try files.current() == name)
    if output.json {
      try output.document(context)
    } else {
      var detail = Detail()
      detail.add("context", context.name)
      detail.add("provider", context.provider)
      detail.add("current", context.current ? "yes" : "no")
      if let account = context.account {
        detail.add("credentials", account.file ?? account.credentials)
        detail.add("profile", account.profile)
        for (service, url) in account.endpoints.sorted(by: { $0.key < $1.key }) { detail.add(service, url) }
        detail.add("regions", account.regions.isEmpty ? "all of the account" : account.regions.joined(separator: ", "))
        try detail.print(to: output)
        return .done
      }
      detail.add("beta", context.settings.beta ? "on" : "off")
      detail.add("link-rate", context.settings.linkRate.map { ByteFormat.short($0) + "/s" } ?? "off")
      detail.add("transfers", context.settings.transfers.map(String.init) ?? "default")
      detail.add("regions", context.regions.joined(separator: ", "))
      try detail.print(to: output)
    }
    return .done
  }
}
