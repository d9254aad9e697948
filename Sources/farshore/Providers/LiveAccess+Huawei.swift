import CloudWire
import Embedded
import HuaweiCloud

extension LiveAccess {
  /// A client of the account.
  func huaweiClient(log: RequestLog?) throws -> HuaweiClient {
    let key = try key(HuaweiCredentials.form)
    var overrides: [HuaweiHosts.Service: String] = [:]
    for service in HuaweiHosts.Service.allCases { overrides[service] = settings.endpoints[service.rawValue] }
    return HuaweiClient(
      credentials: HuaweiCredentials(key), hosts: HuaweiHosts(overrides: overrides),
      // Gateways allow far more; a list of a hundred thousand is a hundred requests.
      courier: try courier("huawei", key: key, perSecond: 5, log: log))
  }
}
