internal import Canvas

/// One line of the replication pane.
struct PaneLine: Sendable {
  /// `SOURCE`, `TARGET`, or empty for the line beneath one.
  var label = ""
  var name = ""
  var place = ""
  var state = ""
  var role = Role.text
  /// What goes on, in words.
  var detail = ""
  /// A bar: how far, and what stands behind it in which role.
  var bar: (fraction: Double, trailer: String, role: Role)?
  /// Pieces with places of their own, instead of all that; only over the whole screen.
  var parts: [PanePart] = []
}
