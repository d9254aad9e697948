import CloudWire
import Embedded
import TencentCloud

extension LiveAccess {
  /// A client of the account.
  func tencentClient(log: RequestLog?) throws -> TencentClient {
    let key = try key(TencentCredentials.form)
    var overrides: [TencentService: String] = [:]
    for service in TencentService.allCases { overrides[service] = settings.endpoints[service.rawValue] }
    return TencentClient(
      credentials: TencentCredentials(key), endpoints: TencentEndpoints(overrides: overrides),
      // The vendor's limit is 20 a second for each operation and region; some room is left for other programs.
      courier: try courier("tencent", key: key, perSecond: 15, log: log))
  }
}
