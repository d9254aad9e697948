extension ResourceType {
  /// The word in sentences and on screens.
  public var label: String {
    switch self {
    case .server: "server"
    case .disk: "disk"
    case .turbo: "SFS Turbo"
    }
  }
}

extension Protection {
  /// The word in sentences and on screens.
  public var label: String { rawValue }
}

extension DiskUsage {
  /// The word in sentences and on screens.
  public var label: String { rawValue }
}

extension BackupKind {
  /// The word in sentences and on screens.
  public var label: String { rawValue }
}

extension ResourceKind {
  /// The words in sentences; an unknown kind is shown as it came (S12).
  public var label: String {
    switch self {
    case .ecs: "ECS"
    case .bms: "bare-metal server (BMS)"
    case .native: "native server"
    case .workspace: "workspace desktop"
    case .disk: "disk"
    case .turbo: "SFS Turbo file system"
    default: rawValue
    }
  }
}
