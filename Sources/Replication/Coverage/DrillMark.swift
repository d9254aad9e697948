public import struct Foundation.Date

/// The age and outcome of a restore drill, as far as overviews show it.
public struct DrillMark: Codable, Hashable, Sendable {
  /// When it ended.
  public var date: Date
  /// Whether everything was as it was backed up.
  public var passed: Bool

  /// Makes a mark.
  public init(date: Date, passed: Bool) {
    self.date = date
    self.passed = passed
  }

  /// Makes the mark of a certificate.
  public init(_ certificate: DrillCertificate) { self.init(date: certificate.date, passed: certificate.passed) }
}
