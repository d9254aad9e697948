/// The status word of a live cloud's replication record; an open set (S70).
public struct ReplicationRecordStatus: RawRepresentable, Codable, Hashable, Sendable {
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let waitingReplicate = ReplicationRecordStatus(rawValue: "waiting_replicate")
  public static let replicating = ReplicationRecordStatus(rawValue: "replicating")
  public static let success = ReplicationRecordStatus(rawValue: "success")
  public static let fail = ReplicationRecordStatus(rawValue: "fail")
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
