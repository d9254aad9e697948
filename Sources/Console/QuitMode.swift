/// How the console is left while tasks run.
public enum QuitMode: Hashable, Sendable {
  /// Nothing runs, or whatever runs goes on by itself: just leave.
  case plain
  /// Unfinished tasks are left to a background agent.
  case leaveToAgent
  /// Unfinished tasks are paused first.
  case pauseTasks
}
