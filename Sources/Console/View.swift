public import Canvas

/// Draws the state; equal states give equal frames.
public func view(_ state: ConsoleState) -> Frame { Frame(size: state.setup.size, theme: .plain) }
