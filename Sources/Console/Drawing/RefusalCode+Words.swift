internal import Replication

extension RefusalCode {
  /// The rule in two or three words.
  var words: String { rawValue.split(separator: "-").joined(separator: " ") }

  /// What the rule says of several rows of which it says different things, as a first sentence.
  func sentence(ofSeveral first: String) -> String {
    switch self {
    case .notAvailable: "Only what is Available can be replicated."
    case .replicaExists: "There is a replica of each already."
    case .vaultCapacity: "The vault has no room for them."
    case .alreadyReplica: "These are replicas; replicate their originals instead."
    case .sameRegion: "They lie in this region themselves."
    case .regionNotCapable: "Their regions cannot take part in replication."
    case .notECS: "Only ECS backups can be replicated."
    case .requestInFlight: "Another operator has just started these."
    case .snapshotState: "Only snapshots that are Normal can be copied."
    case .systemDiskSnapshot: "System-disk snapshots cannot be copied to other regions."
    case .copyInProgress: "A copy of each is running there already."
    case .sourceLocked: "They are being replicated and locked until that ends."
    case .inUse: "They are in use."
    default: first
    }
  }

  /// The same with what was said of the first one.
  func sentences(ofSeveral first: String) -> String {
    let sentence = sentence(ofSeveral: first)
    return sentence == first ? first : "\(sentence) Such as: \(first)"
  }
}
