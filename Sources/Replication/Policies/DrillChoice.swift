/// Which copies a policy has rebuilt.
public enum DrillChoice {
  /// Of each resource the newest copy that can be rebuilt, in the order given.
  public static func newest(of copies: [Backup]) -> [Backup] {
    var newest: [String: Backup] = [:]
    for copy in copies where copy.status == .available && copy.parent == nil {
      let former = newest[copy.resource.id]
      if former.map({ ($0.createdAt, $0.id) < (copy.createdAt, copy.id) }) ?? true { newest[copy.resource.id] = copy }
    }
    return copies.filter { newest[$0.resource.id]?.id == $0.id }
  }
}
