import Replication

extension Scope {
  /// Whether a thing of this region and project is in the scope.
  func holds(region: String, project: String) -> Bool {
    (self.region == nil || self.region == region) && (self.project == nil || self.project == project)
  }
}
