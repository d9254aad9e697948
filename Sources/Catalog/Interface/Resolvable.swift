/// What is listed; all but lines of the audit may be named by a text on the command line.
public enum Resolvable: String, Sendable, CaseIterable {
  case backup, snapshot, vault, task, image, audit
}
