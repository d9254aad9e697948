/// What a text on the command line may name.
public enum Resolvable: String, Sendable, CaseIterable {
  case backup, snapshot, vault, task, image
}
