/// Everything an operator can ask for by a key, the More menu or the palette.
enum Action: String, CaseIterable, Sendable {
  // Moving about
  case up, down, pageUp, pageDown, top, bottom, left, right
  case open, back, quit, interrupt
  case nextTab, previousTab, tab1, tab2, tab3, tab4, tab5
  case nextService, previousService
  // The list
  case filter, sort, reverseSort, sortBy, columns, mark, markAll, unmark
  case more, information, jump, copyID, exportTable
  // The coverage
  case actOnCell, coverageRows
  // Doing something
  case createReplica, copySnapshot, replicateVault, createImage, createFileSystem, createServer, createDisk, rollBack
  case verify, drill
  case createVault, expandVault, applyToVault, delete
  case resumeTask, discardTask, cancelTask, pauseTask, retryTask
  // Everywhere
  case picker, theme, enlargePane, hidePane, help, palette, lagBoard, lagObjective, audit, images, redraw, suspend,
    saveScreen, messages
  case reloadSettings
  // Policies
  case policies, newPolicy, editPolicy, applyPolicy, enablePolicy, runPolicy, policyRuns, simulatePolicies, deletePolicy
  case takeOffPolicy
  // Dialogs
  case toggleColumn, columnEarlier, columnLater, allColumns
  case nextField, previousField, choose, submit, cancel, addDestination, removeDestination, clearField
  case fixRefusal, selectionTable, earlierFilter, laterFilter
}
