/// The kinds of trouble a cloud reports (tencent-cbs.md §7).
public enum FaultCategory: String, Sendable, CaseIterable {
  case auth, forbidden, conflict, quota, rule, parameter, throttled, server
  case notFound = "not_found"

  /// The kind of a dotted code, by the longest beginning of it that is known; nil where none is.
  public init?(code: String) {
    var rest = code[...]
    while !rest.isEmpty {
      if let known = Self.byCode[String(rest)] {
        self = known
        return
      }
      guard let dot = rest.lastIndex(of: ".") else { return nil }
      rest = rest[..<dot]
    }
    return nil
  }

  private static let byCode: [String: FaultCategory] = {
    var table: [String: FaultCategory] = [:]
    for (category, codes) in known {
      for code in codes { table[code] = category }
    }
    return table
  }()

  private static let known: [(FaultCategory, [String])] = [
    (.auth, ["AuthFailure"]),
    (
      .forbidden,
      [
        "UnauthorizedOperation", "AuthFailure.UnauthorizedOperation", "IpNotInWhitelist", "IpInBlacklist",
        "OperationDenied",
      ]
    ),
    (
      .notFound,
      [
        "InvalidSnapshotId.NotFound", "InvalidDiskId.NotFound", "ResourceNotFound", "InvalidSnapshotId",
        "InvalidDiskId",
      ]
    ),
    (
      .conflict,
      [
        "ResourceInUse", "ResourceBusy", "ResourceUnavailable", "InvalidDisk.Busy", "InvalidDisk.SnapshotCreating",
        "UnsupportedOperation.SnapshotHasBindedImage", "UnsupportedOperation.SnapHasShared",
      ]
    ),
    (
      .quota,
      [
        "InsufficientSnapshotQuota", "LimitExceeded", "ResourceInsufficient", "InvalidAccount",
      ]
    ),
    (
      .rule,
      [
        "UnsupportedOperation", "InvalidSnapshot", "InvalidDisk", "ActionOffline", "ResourceUnavailable.NotSupported",
        "ResourceUnavailable.NotSupportSnapshot",
      ]
    ),
    (
      .parameter,
      [
        "InvalidParameter", "InvalidParameterValue", "MissingParameter", "UnknownParameter", "InvalidFilter",
        "InvalidAction", "InvalidRequest", "NoSuchProduct", "NoSuchVersion", "UnsupportedProtocol",
        "UnsupportedRegion", "RequestSizeLimitExceeded", "ResponseSizeLimitExceeded", "DryRunOperation",
      ]
    ),
    (.throttled, ["RequestLimitExceeded"]),
    (.server, ["InternalError", "ServiceUnavailable", "FailedOperation"]),
  ]
}
