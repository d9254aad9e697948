import CloudSupport
import CloudWire
import Foundation
import Testing

/// A vendor as tests play it: what it answers, which keys it wants, and what its lists hold.
enum PlayedCloud: String, CaseIterable, CustomTestStringConvertible {
  case huawei, tencent

  static let secret = "example-secret-key"

  var testDescription: String { rawValue }

  /// The keys, as the vendor's own programs name them.
  var keys: [String: String] {
    switch self {
    case .huawei: ["HUAWEICLOUD_SDK_AK": "EXAMPLEAK", "HUAWEICLOUD_SDK_SK": Self.secret]
    case .tencent: ["TENCENTCLOUD_SECRET_ID": "AKIDexample", "TENCENTCLOUD_SECRET_KEY": Self.secret]
    }
  }

  var services: [String] { self == .huawei ? ["iam", "cbr", "ims"] : ["cbs", "cvm", "region"] }

  /// What reads something of the account.
  var list: [String] { self == .huawei ? ["backups", "list"] : ["snapshots", "list"] }

  /// A name that the list holds.
  var name: String { self == .huawei ? "web01" : "nightly 1" }

  /// Answers as the account does.
  ///
  /// - Parameter moving: whether what Tencent Cloud copies goes on by being looked at.
  func answers(moving: Bool = false) -> @Sendable (WireRequest) async -> Reply {
    switch self {
    case .huawei:
      let stage = HuaweiStage()
      return { stage.answer($0) }
    case .tencent:
      let stage = TencentStage()
      if moving { stage.moveWhenLookedAt() }
      return { await stage.reply(to: $0) }
    }
  }

  /// Adds a context `live` whose services are reached at an address, `SERVICE` in it being the service's name.
  func add(to home: CommandHome, at address: String, environment: [String: String] = [:]) throws {
    var arguments = ["contexts", "add", "live", "--provider", rawValue]
    for service in services {
      arguments += ["--endpoint", "\(service)=\(address.replacingOccurrences(of: "SERVICE", with: service))"]
    }
    let added = try home.start(arguments, environment: keys.merging(environment) { $1 }).wait()
    #expect(added.status == 0, "\(added.errors)")
  }
}
