/// The status word of a live cloud's replication record; an open set (S70).
public struct ReplicationRecordStatus: RawRepresentable, Codable, Hashable, Sendable {
  /// The word as the cloud sends it.
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Waiting to begin.
  public static let waitingReplicate = ReplicationRecordStatus(rawValue: "waiting_replicate")
  /// Copying.
  public static let replicating = ReplicationRecordStatus(rawValue: "replicating")
  /// Ended well.
  public static let success = ReplicationRecordStatus(rawValue: "success")
  /// Ended with a failure.
  public static let fail = ReplicationRecordStatus(rawValue: "fail")
  /// Not done, since a rule forbade it (S63).
  public static let skip = ReplicationRecordStatus(rawValue: "skip")

  /// The status of the task behind it; a word the cloud invents counts as running, hence busy.
  public var taskStatus: TaskStatus {
    switch self {
    case .waitingReplicate: .waiting
    case .success: .success
    case .fail: .failed
    case .skip: .skipped
    default: .running
    }
  }

  /// The word on screens; unknown words as they came.
  public var label: String {
    switch self {
    case .waitingReplicate: "Waiting"
    case .replicating: "Replicating"
    case .success: "Succeeded"
    case .fail: "Failed"
    case .skip: "Skipped"
    default: rawValue
    }
  }
}
