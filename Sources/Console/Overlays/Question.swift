internal import Replication

/// A question with buttons; what is highlighted and what Enter does are one value.
struct Question: Sendable {
  /// What a button does.
  enum Answer: Hashable, Sendable {
    /// Nothing: the question goes away.
    case no
    case delete(DeletionRequest)
    case steer(String, TaskAction)
    case discardForm
    /// What the screen of policies asks for.
    case policy(PolicyQuestion)
    case quit(QuitMode)
  }

  /// A button.
  struct Button: Hashable, Sendable {
    var label: String
    var answer: Answer
  }

  /// What stands above.
  var title: String
  /// What is asked, and the facts.
  var lines: [TextLine]
  /// The buttons; the first one does nothing.
  var buttons: [Button]
  /// The position of the highlighted one.
  var focused = 0
  /// A name to be typed before anything but the first button works.
  var typed: TypedName?
  /// Lines scrolled away.
  var scroll = 0

  /// A name that must be typed.
  struct TypedName: Hashable, Sendable {
    var expected: String
    var field = TextField()
    var problem = ""

    /// Whether it was typed exactly.
    var matches: Bool { field.text == expected }
  }
}
