public import Replication

/// The vendor's error codes (huawei-cbr.md §11): their kinds, and the rules of ours that say the same.
public enum HuaweiCodes {
  /// A code with its prefix: some definitions and tasks leave `BackupService.` out.
  public static func normal(_ code: String) -> String {
    !code.isEmpty && code.count == 4 && code.allSatisfy(\.isNumber) ? "BackupService.\(code)" : code
  }

  /// The kind of a code; an unknown one is judged by the status of HTTP.
  public static func category(code: String?, status: Int) -> HuaweiFailure.Category {
    if let code, let known = categories[code] { return known }
    if let code, let number = number(of: code) {
      if (2_001...2_015).contains(number) { return .rule }
      if (6_207...6_214).contains(number) { return .rule }
    }
    switch status {
    case 401: return .auth
    case 403: return .forbidden
    case 404: return .missing
    case 409: return .conflict
    case 429: return .throttled
    case 500...: return .server
    default: return .parameter
    }
  }

  /// The rule of ours that a code states; nil where there is none.
  public static func rule(_ code: String?) -> RefusalCode? { code.flatMap { rules[$0] } }

  private static func number(of code: String) -> Int? {
    code.hasPrefix("BackupService.") ? Int(code.dropFirst("BackupService.".count)) : nil
  }

  private static let categories: [String: HuaweiFailure.Category] = {
    let groups: [(HuaweiFailure.Category, [String])] = [
      (.auth, ["9998", "APIGW.0301"]),
      (.forbidden, ["8600", "APIGW.0302"]),
      (.missing, ["6000", "6002", "6105", "6200", "6217", "6500", "6501", "CSBS.3001", "APIGW.0101"]),
      (
        .conflict,
        [
          "0002", "1009", "6110", "6111", "6112", "6113", "6121", "6125", "6130", "6134", "6201", "6203", "6204",
          "6216", "6220", "CSBS.2003",
        ]
      ),
      (
        .rule,
        ["0001", "1002", "1003", "1005", "1011", "6003", "6118", "6119", "6120", "6122", "6127", "6128"]
      ),
      (.quota, ["1012", "6001", "6100", "6114", "6129", "6133", "6142", "8300"]),
      (
        .parameter,
        [
          "6101", "6102", "6103", "6104", "6106", "6107", "6108", "6116", "6117", "6123", "9900", "APIGW.0201",
        ]
      ),
      (.throttled, ["APIGW.0308"]),
      (.server, ["1006", "9910"]),
    ]
    var all: [String: HuaweiFailure.Category] = [:]
    for (category, codes) in groups { for code in codes { all[normal(code)] = category } }
    return all
  }()

  private static let rules: [String: RefusalCode] = {
    let table: [String: RefusalCode] = [
      "0001": .nothingEligible, "1002": .alreadyReplica, "1003": .notECS, "1005": .regionNotCapable,
      "1009": .replicaExists, "1011": .regionNotCapable, "6101": .capacityRange, "6105": .unknownID,
      "6107": .capacityRange, "6112": .vaultKind, "6113": .vaultKind, "6114": .vaultCapacity, "6118": .vaultKind,
      "6119": .vaultKind, "6120": .vaultKind, "6122": .vaultKind, "6123": .capacityRange,
      "6128": .replicationVaultSource, "6129": .vaultCapacity, "6130": .requestInFlight, "6200": .unknownID,
      "6201": .notAvailable, "6203": .notAvailable, "6204": .inUse, "6209": .noSystemDisk, "6210": .inUse,
      "6211": .inUse, "6216": .sourceLocked, "6217": .unknownID, "6220": .inUse, "6500": .unknownID,
    ]
    return Dictionary(table.map { (normal($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
  }()
}
