public import Canvas

/// What a program does with its terminal; called only on the thread that runs the session.
public protocol TerminalApp: AnyObject {
  /// Handles inputs and says what to do next.
  ///
  /// The first call brings `.resize` with the size found; later ones are empty when the waker was used or the time asked
  /// for has passed.
  func step(_ inputs: [InputEvent]) -> Step
  /// Called once the frame of a step is on its way: what takes other threads' time, and so the core, is begun here.
  func didPaint()
  /// Called before the process stops itself and when the terminal is lost: work in hand is to be handed over.
  func willSuspend()
}
