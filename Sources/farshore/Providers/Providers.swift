import Catalog
import CloudWire
import Embedded
import Foundation
import HuaweiCloud
import Replication
import TencentCloud

/// Opens the cloud that a context names; nothing is sent yet.
enum Providers {
  /// - Parameter log: takes the requests that would change something (dry run); nil sends them.
  static func open(home: Home, file: ContextFile, log: RequestLog? = nil) throws -> any ContextCloud {
    switch file.provider {
    case .embedded:
      guard log == nil else { throw ProviderError.noDryRun }
      return try EmbeddedCloud.open(home: home, context: file.name)
    case .huawei:
      let account = try LiveAccess(home: home, file: file)
      return HuaweiAccount(
        client: try account.huaweiClient(log: log), catalog: try Catalog.open(at: home.catalogPath(file.name)),
        regions: Set(account.settings.regions))
    case .tencent:
      let account = try LiveAccess(home: home, file: file)
      return TencentAccount(
        client: try account.tencentClient(log: log), catalog: try Catalog.open(at: home.catalogPath(file.name)),
        regions: Set(account.settings.regions))
    }
  }

  /// Tries what a context needs, changing nothing.
  static func check(home: Home, file: ContextFile) async throws -> [CheckShape.Finding] {
    switch file.provider {
    case .embedded:
      var list = CheckList()
      await list.attempt("stores and catalog") { try EmbeddedCloud.open(home: home, context: file.name) }
      return list.findings
    case .huawei:
      return await HuaweiCheck.run(try LiveAccess(home: home, file: file))
    case .tencent:
      return await TencentCheck.run(try LiveAccess(home: home, file: file))
    }
  }

  /// How a vendor's programs keep credentials; nil where there are none.
  static func credentialForm(_ provider: ProviderProfile.Provider) -> CredentialForm? {
    switch provider {
    case .huawei: HuaweiCredentials.form
    case .tencent: TencentCredentials.form
    case .embedded: nil
    }
  }

  /// The addresses of one of a vendor's sites, by service; empty for the one that needs none, nil where there is no such.
  static func endpoints(_ provider: ProviderProfile.Provider, site: AccountSite) -> [String: String]? {
    switch (provider, site) {
    case (.tencent, .international):
      Dictionary(uniqueKeysWithValues: TencentEndpoints.international.map { ($0.key.rawValue, $0.value) })
    case (.tencent, .national): [:]
    default: nil
    }
  }

  /// The services whose endpoints a context may name.
  static func services(_ provider: ProviderProfile.Provider) -> [String] {
    switch provider {
    case .huawei: HuaweiHosts.Service.allCases.map(\.rawValue)
    case .tencent: TencentService.allCases.map(\.rawValue)
    case .embedded: []
    }
  }
}
