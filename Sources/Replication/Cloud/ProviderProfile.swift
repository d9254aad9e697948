/// What a provider can do and which of its rules apply; data, so that one evaluator serves all providers.
public struct ProviderProfile: Codable, Hashable, Sendable {
  /// The providers known.
  public enum Provider: String, Codable, Sendable, CaseIterable {
    case embedded, huawei, tencent
  }

  /// The provider.
  public var provider: Provider
  /// The services it offers at all.
  public var services: [Service]
  /// Whether system-disk snapshots are refused (S33).
  public var refusesSystemDiskSnapshots: Bool
  /// Whether the snapshot-copy beta has been granted (S30).
  public var betaGranted: Bool
  /// Whether a vault may be replicated only once (S17, `vaultOnce`).
  public var vaultOnce: Bool
  /// Whether lengths are additionally checked in UTF-16 units (live providers).
  public var countsUTF16: Bool
  /// Whether bytes, rate, pause and verification are known; live clouds show "not available there" instead.
  public var reportsBytes: Bool

  /// Makes a profile.
  public init(
    provider: Provider, services: [Service] = Service.allCases, refusesSystemDiskSnapshots: Bool = true,
    betaGranted: Bool = true, vaultOnce: Bool = false, countsUTF16: Bool = false, reportsBytes: Bool = true
  ) {
    self.provider = provider
    self.services = services
    self.refusesSystemDiskSnapshots = refusesSystemDiskSnapshots
    self.betaGranted = betaGranted
    self.vaultOnce = vaultOnce
    self.countsUTF16 = countsUTF16
    self.reportsBytes = reportsBytes
  }

  /// The engine in this process: both services, all rules of the seeds.
  public static let embedded = ProviderProfile(provider: .embedded)
  /// Huawei Cloud CBR.
  public static let huaweiCBR = ProviderProfile(
    provider: .huawei, services: [.cbr], countsUTF16: true, reportsBytes: false)
  /// Tencent Cloud CBS.
  public static let tencentCBS = ProviderProfile(
    provider: .tencent, services: [.cbs], countsUTF16: true, reportsBytes: false)
}
