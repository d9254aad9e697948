public import Foundation

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

  /// Since when a running task of a live cloud shows the percent it shows, to the minute; nil where that was not noted.
  public var standsSince: Date? {
    guard isLive, status == .running, let note, let mark = note.range(of: "% since "), note.hasSuffix(" UTC") else {
      return nil
    }
    let moment = note[mark.upperBound...].dropLast(4).replacing(" ", with: "T")
    // A note of another kind says nothing about it.
    return try? Date("\(moment):00Z", strategy: .iso8601)
  }
}
