/// What a process was told is done.
struct ProcessAccount: Codable {
  /// The hash of the disk that each backup or replica has to give back, by id.
  var made: [String: String] = [:]
  var deleted: Set<String> = []
  var collections = 0

  mutating func merge(_ other: ProcessAccount) {
    made.merge(other.made) { $1 }
    deleted.formUnion(other.deleted)
    collections += other.collections
  }
}
