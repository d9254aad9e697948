public import struct Foundation.Date

/// What a restore drill found: a backup or replica was rebuilt and compared with the hashes of its backup.
public struct DrillCertificate: Codable, Hashable, Sendable {
  /// When the drill ended.
  public var date: Date
  /// Whether everything that was rebuilt was as it was when it was backed up.
  public var passed: Bool
  /// How many percent of the chunks were asked for, 1 to 100.
  public var percent: Int
  /// Chunks that were rebuilt and compared.
  public var chunks: Int64
  /// Logical bytes that were rebuilt and compared.
  public var bytes: Int64
  /// The hashes that name what was compared, disk by disk or the tree's.
  public var manifests: [String]
  /// Whether those were compared with the original's record too; false where it could not be read or is gone.
  public var original: Bool
  /// Who asked for it.
  public var requester: Operator
  /// What was wrong, first of all; nil where nothing was.
  public var problem: String?

  /// Makes a certificate.
  public init(
    date: Date, passed: Bool, percent: Int, chunks: Int64, bytes: Int64, manifests: [String], original: Bool,
    requester: Operator, problem: String? = nil
  ) {
    self.date = date
    self.passed = passed
    self.percent = percent
    self.chunks = chunks
    self.bytes = bytes
    self.manifests = manifests
    self.original = original
    self.requester = requester
    self.problem = problem
  }
}
