import Catalog
import Foundation
import Replication

/// Everything the parts of an engine work with: one context of one home, opened.
struct Premises: Sendable {
  let home: Home
  let context: String
  let files: ContextFiles
  let present: PresentContext
  let catalog: Catalog
  let stores: RegionStores
  let claims: ClaimFolder
  let orders: WorkOrders
  let pacer: LinkPacer
  let clock: any EngineClock
  let notices: NoticeBoard
  /// The folders in which other programs are looked for, as in `PATH`.
  let programs: String

  /// The folder of notes of images.
  var imagesFolder: String { EngineFolders(home: home, context: context).images }

  /// The context's file as it is now.
  func contextFile() throws(ContextError) -> ContextFile { try present.load() }

  /// The rules with this context's settings.
  func rules() throws -> RuleBook {
    var profile = ProviderProfile.embedded
    profile.betaGranted = try contextFile().settings.beta
    return RuleBook(profile: profile)
  }

  /// A new identifier of a backup, vault, image or task.
  func newID() -> String { UUID().uuidString.lowercased() }
}
