public import Replication

/// Everything an operator has set up in one context: `contexts/NAME.yaml` under the home.
///
/// The file may be edited by hand. Unknown keys are refused with file and line, never kept or dropped: a mistyped
/// `link_rate` is seen at once, and a key of a newer farshore is never lost because an older one rewrote the file.
/// Comments do not survive a change made by farshore.
public struct ContextFile: Codable, Hashable, Sendable {
  /// The name, which is also the file's.
  public var name: String
  /// Who moves the bytes.
  public var provider: ProviderProfile.Provider
  /// Of a live cloud: how its account is reached.
  public var account: AccountSettings?
  /// What can be switched.
  public var settings: ContextSettings
  /// The regions in the order lists show them, each with its store and projects.
  public var regions: [RegionEntry]
  /// The registered servers, with their disks.
  public var servers: [Server]
  /// The registered single disks.
  public var disks: [Disk]
  /// The registered file systems.
  public var fileSystems: [FileSystem]
  /// What agents do on their own.
  public var policies: [Policy]

  /// Makes a context.
  public init(
    name: String, provider: ProviderProfile.Provider = .embedded, account: AccountSettings? = nil,
    settings: ContextSettings = ContextSettings(),
    regions: [RegionEntry] = [], servers: [Server] = [], disks: [Disk] = [],
    fileSystems: [FileSystem] = [], policies: [Policy] = []
  ) {
    self.name = name
    self.provider = provider
    self.account = account
    self.settings = settings
    self.regions = regions
    self.servers = servers
    self.disks = disks
    self.fileSystems = fileSystems
    self.policies = policies
  }
}
