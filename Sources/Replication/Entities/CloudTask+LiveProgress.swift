public import struct Foundation.Date

extension CloudTask {
  /// Whether a live cloud moves it, which tells a percent and no bytes.
  public var isLive: Bool { bytesTransferred == nil }

  /// Notes since when a running task of a live cloud shows the percent it shows, so that one that stands still can be told
  /// from one that is slow; a cloud says nothing else of it.
  ///
  /// - Parameter known: how it stood before.
  public mutating func noteProgress(since known: CloudTask?, now: Date) {
    guard status == .running else {
      note = nil
      return
    }
    if known?.status == .running, known?.percent == percent, known?.note != nil { return }
    note = "\(percent)% since \(UTCStamp(now).readable)"
  }
}
