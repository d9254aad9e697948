/// A place in a dialog the focus can stand on.
enum FormSlot: Hashable, Sendable {
  case name, description, capacity, output, share, span, protection, growth, format, image
  /// Fields of a destination, by its position.
  case region(Int), project(Int), vault(Int)
  /// A line of what cannot go, by its position; Enter does what helps.
  case refusal(Int)
  /// The button for one more destination.
  case add
  case cancel, ok

  /// The destination it belongs to; nil for others.
  var destination: Int? {
    switch self {
    case .region(let index), .project(let index), .vault(let index): index
    default: nil
    }
  }

  /// Whether text is typed there.
  var isText: Bool {
    switch self {
    case .name, .description, .capacity, .output, .share, .span: true
    default: false
    }
  }

  /// Whether it opens a list.
  var isChooser: Bool { isShort || self == .image || destination != nil }

  /// Whether its list is so short that typing does not filter it.
  var isShort: Bool { self == .protection || self == .growth || self == .format }
}
