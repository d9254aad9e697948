public import Canvas

/// What the program wants after a step.
public struct Step: Sendable {
  /// The screen to show; nil leaves it as it is.
  public var frame: Frame?
  /// The longest time until the next step; nil waits for a key or the waker.
  public var wakeAfter: Duration?
  /// Whether the session ends.
  public var quit = false
  /// Whether the process stops itself, as ^Z asks; the next inputs begin with `.resumed`.
  public var suspend = false
  /// Whether everything is painted anew, as ^L asks.
  public var redraw = false
  /// Bytes for the terminal itself (OSC 52), sent whole after the frame.
  public var rawOutput: [UInt8] = []

  /// Makes a step that shows a frame.
  public init(frame: Frame? = nil, wakeAfter: Duration? = nil) {
    self.frame = frame
    self.wakeAfter = wakeAfter
  }
}
