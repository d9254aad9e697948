/// The fields of the dialogs and requests (S38–S48).
public enum RequestField: String, Codable, Sendable, CaseIterable {
  case name, description, region, project, vault, source, capacity, schedule, retention, sample
  case timeZone = "timezone"
}
