import Embedded
import Replication

/// One setting of a context as typed: `beta=on`, `link-rate=20MiB`, `transfers=20`.
enum SettingChange {
  case beta(Bool)
  case linkRate(Int64?)
  case transfers(Int?)

  /// Understands a text.
  /// - Throws: `CommandError`.
  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw CommandError.setting(text) }
    switch (parts[0], parts[1]) {
    case ("beta", "on"): self = .beta(true)
    case ("beta", "off"): self = .beta(false)
    case ("beta", let value):
      throw CommandError.settingValue(name: "beta", value: value, expected: "beta=on or beta=off")
    case ("link-rate", "off"): self = .linkRate(nil)
    case ("link-rate", let value): self = .linkRate(try Rate(value).bytes)
    case ("transfers", "default"): self = .transfers(nil)
    case ("transfers", let value):
      let counts = ContextSettings.transferCounts
      guard let count = Int(value), counts.contains(count) else {
        throw CommandError.settingValue(
          name: "transfers", value: value,
          expected: "a number from \(counts.lowerBound) to \(counts.upperBound), or transfers=default")
      }
      self = .transfers(count)
    default: throw CommandError.setting(text)
    }
  }

  /// Sets it.
  func apply(to settings: inout ContextSettings) {
    switch self {
    case .beta(let value): settings.beta = value
    case .linkRate(let value): settings.linkRate = value
    case .transfers(let value): settings.transfers = value
    }
  }
}
