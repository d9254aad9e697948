/// Whether a region belongs to the finance zones, which copy snapshots only among themselves (S32).
public enum Zone: String, Codable, Sendable {
  case standard
  case finance
}
