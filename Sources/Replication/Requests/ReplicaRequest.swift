/// A request to replicate one backup to one region (S18: several regions are several requests).
public struct ReplicaRequest: Codable, Hashable, Sendable {
  /// The id of the backup.
  public var backup: String
  /// Where to.
  public var destination: Destination
  /// The replica's name; nil means the default of S40.
  public var name: String?
  /// The replica's description (S41).
  public var description: String
  /// Manual or policy (S20, S21).
  public var trigger: TaskTrigger

  /// Makes a request.
  public init(
    backup: String, destination: Destination, name: String? = nil, description: String = "",
    trigger: TaskTrigger = .manual
  ) {
    self.backup = backup
    self.destination = destination
    self.name = name
    self.description = description
    self.trigger = trigger
  }
}
