/// What did not keep still while a file system was read: the backup was made all the same, and says so.
public struct ReadingReport: Codable, Hashable, Sendable {
  /// Things of one sort.
  public struct Findings: Codable, Hashable, Sendable {
    /// Names that are kept.
    public static let most = 10

    /// How many there were.
    public var count: Int64
    /// The first of them, beneath the root; bytes that are no printable text are written as `\xHH`.
    public var first: [String]

    /// Makes findings.
    public init(count: Int64 = 0, first: [String] = []) {
      self.count = count
      self.first = first
    }

    /// Adds one more.
    public mutating func note(_ name: @autoclosure () -> String) {
      count += 1
      if first.count < Self.most { first.append(name()) }
    }

    fileprivate func joined(with other: Findings) -> Findings {
      Findings(count: count + other.count, first: Array((first + other.first).prefix(Self.most)))
    }
  }

  /// Files stored as they were read although they changed meanwhile, and folders whose names changed.
  public var changed: Findings
  /// What was listed and gone before it could be read; it is not in the backup.
  public var vanished: Findings

  /// Makes a report.
  public init(changed: Findings = Findings(), vanished: Findings = Findings()) {
    self.changed = changed
    self.vanished = vanished
  }

  /// Whether there is nothing to report.
  public var isEmpty: Bool { changed.count == 0 && vanished.count == 0 }

  /// This report and what another one adds.
  public func joined(with other: ReadingReport) -> ReadingReport {
    ReadingReport(changed: changed.joined(with: other.changed), vanished: vanished.joined(with: other.vanished))
  }

  /// The report as a sentence; nil when there is nothing to say.
  public var sentence: String? {
    let parts = [
      Self.words(changed, "changed and may mix old and new"), Self.words(vanished, "vanished and is missing"),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : "While it was read: \(parts.joined(separator: "; "))."
  }

  private static func words(_ findings: Findings, _ what: String) -> String? {
    guard findings.count > 0 else { return nil }
    let names = findings.first.prefix(3).map { $0.isEmpty ? "." : $0 }.joined(separator: ", ")
    return "\(findings.count) \(what) (\(names)\(findings.count > Int64(min(3, findings.first.count)) ? ", …" : ""))"
  }
}
