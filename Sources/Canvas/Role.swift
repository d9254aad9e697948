/// What a piece of text means; themes turn roles into colours, late (S-less; spec/console.md, Themes).
public enum Role: String, Sendable, CaseIterable {
  case text, dim, strong, accent, title, border, header
  case selection, marked, match
  case keyName = "key.name"
  case keyLabel = "key.label"
  case tab, tabActive = "tab.active"
  case serviceActive = "service.active"
  case columnHeader = "column.header"
  case statusAvailable = "status.available"
  case statusBusy = "status.busy"
  case statusCopying = "status.copying"
  case statusFailed = "status.failed"
  case statusOff = "status.off"
  case barDone = "bar.done"
  case barRest = "bar.rest"
  case field, fieldFocused = "field.focused"
  case placeholder
  case button, buttonFocused = "button.focused"
  case disabled
  case error, warning, notice
}
