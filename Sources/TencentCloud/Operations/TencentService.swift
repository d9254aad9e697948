/// A service of Tencent Cloud with the version of its API this client speaks (tencent-cbs.md §1).
public enum TencentService: String, Sendable, CaseIterable {
  case cbs, cvm, region

  /// The value of `X-TC-Version`.
  public var version: String {
    switch self {
    case .cbs, .cvm: "2017-03-12"
    case .region: "2022-06-27"
    }
  }
}
