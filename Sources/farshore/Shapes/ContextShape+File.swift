import Embedded
import Replication

extension ContextShape {
  init(_ file: ContextFile, isCurrent: Bool) {
    name = file.name
    provider = file.provider.rawValue
    current = isCurrent
    settings = Settings(
      beta: file.settings.beta, linkRate: file.settings.linkRate, transfers: file.settings.transfers)
    regions = file.regions.map(\.id)
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
      detail.add("beta", context.settings.beta ? "on" : "off")
      detail.add("link-rate", context.settings.linkRate.map { ByteFormat.short($0) + "/s" } ?? "off")
      detail.add("transfers", context.settings.transfers.map(String.init) ?? "default")
      detail.add("regions", context.regions.joined(separator: ", "))
      try detail.print(to: output)
    }
    return .done
  }
}
