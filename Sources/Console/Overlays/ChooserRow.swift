internal import Canvas
internal import Replication

/// One row of a chooser.
struct ChooserRow: Hashable, Sendable {
  /// What choosing the row means.
  enum Choice: Hashable, Sendable {
    case none
    case scope(Scope)
    case context(String)
    case action(Action)
    case theme(String)
    case region(String)
    case project(String)
    case vault(String)
    case createVault
    case protection(Protection)
    case growth(Bool)
    case format(ImageFormat)
    case image(String)
    case otherEnd(SourceLink)
    case sort(Listing.Column)
    case export(ExportFormat)
    case policy(String, vault: String)
    case place(ConsoleService, ConsoleTab)
  }

  /// What it is called.
  var label: String
  /// What is said beside it.
  var note = ""
  /// Figures at the right, each in a column of its own.
  var figures: [String] = []
  /// The key that does the same.
  var key: Key?
  /// Why it cannot be chosen; nil when it can.
  var reason: String?
  /// What is said whole at the foot while the cursor is on a row that can be chosen all the same.
  var remark: String?
  /// Whether it is only a heading.
  var isHeading = false
  /// Steps to the right, for projects beneath their region.
  var indent = 0
  /// What choosing it means.
  var choice = Choice.none
}
