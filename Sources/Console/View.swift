public import Canvas

/// Draws the state; equal states give equal frames.
public func view(_ state: ConsoleState) -> Frame {
  var frame = Frame(size: state.setup.size, theme: state.theme)
  frame.bells = state.bells
  frame.title = state.windowTitle
  frame.mouse = state.setup.preferences.mouse
  var sheet = Sheet(frame: frame, glyphs: Glyphs(state.setup.glyphs))
  let size = state.setup.size
  if size.columns < Layout.smallest.columns || size.rows < Layout.smallest.rows {
    let words = "Enlarge the terminal"
    sheet.put(words, max(0, (size.columns - words.utf8.count) / 2), size.rows / 2, width: size.columns)
    return sheet.frame
  }
  let layout = Layout(state)
  state.drawFrame(&sheet, layout)
  for overlay in state.overlays { state.draw(overlay, &sheet) }
  state.drawNotice(&sheet, layout)
  return sheet.frame
}
