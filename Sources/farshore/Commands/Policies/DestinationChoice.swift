import Catalog
import Replication

/// A destination as typed, `region[/project]` and a vault; what does not resolve joins the refusals.
struct DestinationChoice: Sendable {
  let destination: Destination
  let refused: [RefusalShape]

  init(_ text: String, vault: String?, _ resolver: Resolver) throws {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let region = parts.first ?? ""
    var destination = Destination(region: region)
    if parts.count > 1 { destination.project = resolver.project(parts[1], in: region) }
    var refused: [RefusalShape] = []
    if let vault {
      switch try resolver.find(vault, .vault, in: region.isEmpty ? nil : region, field: .vault) {
      case .id(let id): destination.vault = id
      case .refused(var refusal):
        refusal.region = region.isEmpty ? nil : region
        refused.append(refusal)
      }
    }
    self.destination = destination
    self.refused = refused
  }
}
