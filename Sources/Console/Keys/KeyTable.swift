internal import Canvas

/// All keys of the console, as data.
enum KeyTable {
  /// The bindings in the order of the help.
  static let bindings: [Binding] = moving + listing + doing + everywhere + dialogs + policies

  private static let moving: [Binding] = [
    Binding(.up, [.up, .character("k")], "Up", "One row up", in: [.frame, .text, .columns]),
    Binding(.down, [.down, .character("j")], "Down", "One row down", in: [.frame, .text, .columns]),
    Binding(.pageUp, [.pageUp, .control("b")], "Page up", "One page up", in: [.frame, .text]),
    Binding(.pageDown, [.pageDown, .control("f")], "Page down", "One page down", in: [.frame, .text]),
    Binding(.top, [.character("g"), .home], "Top", "The first row", in: [.frame, .text]),
    Binding(.bottom, [.character("G"), .end], "Bottom", "The last row", in: [.frame, .text]),
    Binding(.left, [.left, .character("h")], "Services", "To the services on the left", in: [.list]),
    Binding(.right, [.right, .character("l")], "List", "Back to the list", in: [.list]),
    Binding(.nextTab, [.tab], "Next tab", "The next tab", in: [.list]),
    Binding(.previousTab, [.backTab], "Previous tab", "The previous tab", in: [.list]),
    Binding(.tab1, [.character("1")], "First tab", "The first tab", in: [.list]),
    Binding(.tab2, [.character("2")], "Second tab", "The second tab", in: [.list]),
    Binding(.tab3, [.character("3")], "Third tab", "The third tab", in: [.list]),
    Binding(.tab4, [.character("4")], "Fourth tab", "The fourth tab", in: [.list]),
    Binding(.tab5, [.character("5")], "Fifth tab", "The fifth tab", in: [.list]),
    Binding(.nextService, [.character("]")], "Next service", "The next service", in: [.list]),
    Binding(.previousService, [.character("[")], "Previous service", "The previous service", in: [.list]),
    Binding(
      .actOnCell, [.enter], "Act", "In the coverage: replicate to the region, go to the replica, retry, or say why not",
      in: [.list], footer: 1),
    Binding(
      .open, [.enter], "Open", "All fields of the row; on a page: follow the line", in: [.list, .page], footer: 9),
  ]

  /// Whether an action only leads somewhere.
  static func isMovement(_ action: Action) -> Bool { !isOfRow(action) && moving.contains { $0.action == action } }

  /// Whether an action is done with the row under the cursor, or the marked ones.
  static func isOfRow(_ action: Action) -> Bool {
    [.open, .actOnCell, .more, .information, .jump, .copyID].contains(action) || doing.contains { $0.action == action }
  }

  private static let listing: [Binding] = [
    Binding(.filter, [.character("/")], "Filter", "Keep rows that pass a filter", in: [.list], footer: 3),
    Binding(.sort, [.character("s")], "Sort", "Sort by the next column", in: [.list]),
    Binding(
      .sortBy, [.character("="), .function(6)], "Sort by", "Choose the column to sort by", in: [.list]),
    Binding(.columns, [.character("c")], "Columns", "Choose and order the columns", in: [.list]),
    Binding(.reverseSort, [.character("S")], "Reverse", "Turn the order round", in: [.list]),
    Binding(.mark, [.character(" ")], "Mark", "Mark the row for an action on several", in: [.list], footer: 5),
    Binding(.markAll, [.character("*")], "Mark all", "Mark all listed rows", in: [.list]),
    Binding(.unmark, [.character("u")], "Unmark", "Remove all marks", in: [.list]),
    Binding(
      .more, [.character("m"), .character(".")], "More", "Everything that can be done with the row",
      in: [.list, .page], footer: 2),
    Binding(
      .information, [.character("i")], "Information", "States, locks, and why something is not possible",
      in: [.list, .page]),
    Binding(
      .jump, [.character("o")], "Other end", "From a backup to its replica, and back", in: [.list, .page], footer: 9),
    Binding(
      .coverageRows, [.character("b")], "Backup/resource", "In the coverage: a row for each backup or each resource",
      in: [.list], footer: 4),
    Binding(.copyID, [.character("y")], "Copy id", "Send the id to the terminal's clipboard", in: [.list, .page]),
    Binding(.exportTable, [.character("e")], "Export", "Write all listed rows to a CSV or JSON file", in: [.list]),
  ]

  private static let doing: [Binding] = [
    Binding(
      .createReplica, [.character("r")], "Create Replica", "Replicate to other regions", in: [.list, .page],
      mutates: true, footer: 1),
    Binding(
      .copySnapshot, [.character("r")], "Cross-region replication", "Copy the snapshot to other regions",
      in: [.list, .page], mutates: true, footer: 1),
    Binding(
      .replicateVault, [.character("r")], "Create Replica", "Replicate all backups of the vault", in: [.list, .page],
      mutates: true, footer: 1),
    Binding(.createImage, [], "Create Image", "Disk files of a server backup", in: [.list, .page], mutates: true),
    Binding(
      .createFileSystem, [], "Create File System", "A folder of an SFS Turbo backup", in: [.list, .page], mutates: true),
    Binding(
      .createServer, [], "Create Server", "A server of an image of this backup", in: [.list, .page], mutates: true),
    Binding(.createDisk, [], "Create Disk", "A disk file of the snapshot", in: [.list, .page], mutates: true),
    Binding(
      .rollBack, [], "Roll Back", "Copies of snapshots cannot: it says why", in: [.list, .page], mutates: true),
    Binding(
      .drill, [], "Restore Drill", "Rebuild it in a scratch place, compare, and keep the certificate",
      in: [.list, .page], mutates: true),
    Binding(
      .verify, [], "Verify", "Read everything back from the device and hash it", in: [.list, .page], mutates: true),
    Binding(.createVault, [], "Create Vault", "A new vault", in: [.list], mutates: true),
    Binding(.expandVault, [], "Expand Vault", "Set the capacity of the vault", in: [.list, .page], mutates: true),
    Binding(
      .applyToVault, [], "Apply Policy", "Apply a policy to the vault, or take it off", in: [.list, .page],
      mutates: true),
    Binding(.resumeTask, [], "Resume", "Go on where a task stopped", in: [.list, .page], mutates: true),
    Binding(.pauseTask, [], "Pause", "Hold a task; it can be resumed", in: [.list, .page], mutates: true),
    Binding(.retryTask, [], "Retry", "Try a failed task again", in: [.list, .page], mutates: true),
    Binding(.cancelTask, [], "Cancel task", "Stop a task and remove its target", in: [.list, .page], mutates: true),
    Binding(.discardTask, [], "Discard", "Give up an interrupted task", in: [.list, .page], mutates: true),
    Binding(.delete, [.delete], "Delete", "Delete; asks first", in: [.list, .page], mutates: true),
  ]

  private static let everywhere: [Binding] = [
    Binding(
      .picker, [.character("R")], "Region", "Choose region and project, or another context", in: .frame, footer: 6),
    Binding(
      .enlargePane, [.character("w")], "Pane", "The replication pane over the whole screen", in: .frame, footer: 7),
    Binding(.hidePane, [.character("W")], "Hide pane", "Hide or show the replication pane", in: .frame),
    Binding(.theme, [.character("T")], "Theme", "Choose the colours", in: .frame),
    Binding(.palette, [.character(":")], "Commands", "Every action by its name", in: .frame),
    Binding(.help, [.character("?"), .function(1)], "Help", "These keys", in: .frame, footer: 10),
    Binding(
      .lagBoard, [.character("L")], "Lag board", "The lag board: how far every region is behind, worst first",
      in: .frame),
    Binding(
      .lagObjective, [.control("o")], "Lag objective", "How far behind is too far, on the lag board",
      in: .frame),
    Binding(.audit, [.character("A")], "Audit", "The audit: who did what when, with which outcome", in: .frame),
    Binding(
      .images, [.character("I")], "Images", "Images: the disk files made of server backups and replicas", in: .frame),
    Binding(
      .messages, [.character("M")], "Messages", "What the message line has said, with times", in: .frame),
    Binding(.saveScreen, [.character("P")], "Save screen", "Save this screen as text", in: .frame),
    Binding(
      .reloadSettings, [], "Reload settings", "Read config.yaml and the themes again, which happens on changes too",
      in: .frame),
    Binding(.redraw, [.control("l")], "Redraw", "Paint the whole screen again", in: all),
    Binding(.suspend, [.control("z")], "Suspend", "Back to the shell; fg returns", in: all),
    Binding(.interrupt, [.control("c")], "Cancel", "Close the innermost thing; twice quits", in: all),
    Binding(.back, [.escape, .backspace], "Back", "One step back", in: [.list, .page, .pane]),
    Binding(.quit, [.character("q")], "Quit", "One step back, or quit", in: [.list, .page, .pane], footer: 11),
    Binding(.back, [.escape, .character("q"), .enter], "Close", "Close the box", in: [.text], footer: 1),
    Binding(
      .lagObjective, [.control("o")], "Objective", "On the lag board: how far behind is too far", in: [.text], footer: 2
    ),
  ]

  private static let dialogs: [Binding] = [
    Binding(.nextField, [.tab, .down], "Next", "The next field", in: [.form], footer: 1),
    Binding(.nextField, [.tab, .right], "Next", "The next button", in: [.question], footer: 1),
    Binding(.nextField, [.tab], "Complete", "Complete the field or word in the filter", in: [.filter], footer: 3),
    Binding(.previousField, [.backTab, .up], "Back", "The previous field", in: [.form], footer: 2),
    Binding(.previousField, [.backTab, .left], "Back", "The previous button", in: [.question], footer: 2),
    Binding(.up, [.up], "Up", "One line up in a long question", in: [.question]),
    Binding(.down, [.down], "Down", "One line down in a long question", in: [.question]),
    Binding(
      .choose, [.enter], "Choose", "Open the list, or press the button", in: [.form, .question, .chooser], footer: 3),
    Binding(.submit, [.control("s")], "OK", "OK from anywhere", in: [.form], mutates: true, footer: 4),
    Binding(.addDestination, [.control("n")], "Add region", "One more destination", in: [.form], footer: 5),
    Binding(.removeDestination, [.control("x")], "Remove", "Remove this destination", in: [.form], footer: 6),
    Binding(
      .fixRefusal, [.control("r")], "Mend", "Do what helps the first that cannot go: a vault, its size, another region",
      in: [.form], footer: 3),
    Binding(
      .selectionTable, [.control("t")], "Table", "What can go where, and what cannot, row by row", in: [.form],
      footer: 4),
    Binding(.choose, [.enter], "Keep", "Keep the filter and go to the list", in: [.filter], footer: 1),
    Binding(.earlierFilter, [.control("p")], "Earlier", "The filter before, of former consoles too", in: [.filter]),
    Binding(.laterFilter, [.control("n")], "Later", "The filter after that", in: [.filter]),
    Binding(.toggleColumn, [.character(" ")], "Show", "Show or hide the column", in: [.columns], footer: 1),
    Binding(
      .columnLater, [.character("J"), .character("]")], "Later", "Move the column to the right", in: [.columns],
      footer: 2),
    Binding(
      .columnEarlier, [.character("K"), .character("[")], "Earlier", "Move the column to the left", in: [.columns],
      footer: 3),
    Binding(
      .allColumns, [.character("d")], "Default", "As many columns as fit, in their own order", in: [.columns],
      footer: 4),
    Binding(.choose, [.enter], "Keep", "Keep the columns, here and in config.yaml", in: [.columns], footer: 5),
    Binding(.cancel, [.escape], "Clear", "Show all rows again", in: [.filter], footer: 2),
    Binding(.help, [.function(1)], "Help", "What belongs into the fields, and these keys", in: [.form], footer: 8),
    Binding(.help, [.function(1)], "Help", "How filters are written", in: [.filter], footer: 8),
    Binding(.clearField, [.control("u")], "Clear", "Empty the field", in: [.form]),
    Binding(
      .cancel, [.escape], "Cancel", "Close the innermost thing", in: [.form, .question, .chooser, .columns], footer: 7),
  ]

  private static let all: KeyScope = [
    .frame, .chooser, .form, .question, .text, .columns, .board, .policyForm, .policyVaults,
  ]
}
